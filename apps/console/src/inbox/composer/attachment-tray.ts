import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { limits } from '@datacare/cloud-api/content';
import { Glyph, type GlyphName } from '../../ui/glyph';
import { byteSize } from '../thread/bytes';
import { takesCaption } from './attachments';
import type { TrayFile } from './tray';

const glyphs: Record<string, GlyphName> = {
  image: 'image',
  video: 'video',
  audio: 'mic',
  document: 'file',
};

/** The files about to be sent: in order, with captions, progress and what is wrong with each. */
@Component({
  selector: 'dc-attachment-tray',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  templateUrl: './attachment-tray.html',
  styleUrl: './attachment-tray.scss',
})
export class AttachmentTray {
  readonly files = input.required<readonly TrayFile[]>();
  readonly remove = output<string>();
  readonly move = output<{ id: string; by: -1 | 1 }>();
  readonly caption = output<{ id: string; text: string }>();
  readonly convert = output<string>();
  readonly again = output<string>();

  protected readonly captionLimit = limits.caption;
  protected readonly takesCaption = takesCaption;

  protected glyph(file: TrayFile): GlyphName {
    return glyphs[file.kind ?? ''] ?? 'file';
  }

  protected size(file: TrayFile): string {
    return byteSize(file.file.size);
  }

  protected percent(file: TrayFile): number {
    return Math.round(file.progress * 100);
  }

  protected offer(file: TrayFile): string {
    return { smaller: 'Send a smaller copy', jpeg: 'Send as JPEG' }[
      file.problem?.offer ?? 'smaller'
    ];
  }

  protected onCaption(id: string, event: Event) {
    this.caption.emit({ id, text: (event.target as HTMLInputElement).value });
  }

  /** Alt and an arrow move a file, as dragging is not for everybody. */
  protected onKey(id: string, event: KeyboardEvent) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    this.move.emit({ id, by: event.key === 'ArrowUp' ? -1 : 1 });
  }
}
