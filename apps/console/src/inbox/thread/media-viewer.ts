import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  input,
  linkedSignal,
  output,
  viewChild,
} from '@angular/core';
import { Glyph } from '../../ui/glyph';
import type { MessageMedia } from './thread-message';

/** One picture or video of the viewer, with what is said about it. */
export interface ViewedMedia {
  media: MessageMedia;
  caption: string;
  /** Who sent it and when, in one line. */
  byline: string;
}

/** Photos and videos at full size in a modal dialog: arrows move, Escape closes, focus goes back where it was. */
@Component({
  selector: 'dc-media-viewer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  templateUrl: './media-viewer.html',
  styleUrl: './media-viewer.scss',
})
export class MediaViewer {
  readonly items = input.required<readonly ViewedMedia[]>();
  readonly startAt = input(0);
  readonly closed = output<void>();

  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly index = linkedSignal(() => this.startAt());
  protected readonly current = computed<ViewedMedia | undefined>(() => this.items()[this.index()]);
  protected readonly name = computed(() => {
    const kind = this.current()?.media.kind === 'video' ? 'Video' : 'Photo';
    return this.items().length > 1 ? `${kind} ${this.index() + 1} of ${this.items().length}` : kind;
  });

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected move(by: number) {
    this.index.update((index) => Math.min(this.items().length - 1, Math.max(0, index + by)));
  }

  protected onKey(event: KeyboardEvent) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    // A video's own controls use the arrows to seek.
    if (by === undefined || event.target instanceof HTMLVideoElement) return;
    event.preventDefault();
    this.move(by);
  }

  protected onBackdrop(event: MouseEvent) {
    if (event.target === event.currentTarget) this.close();
  }

  protected close() {
    this.dialog().nativeElement.close();
  }
}
