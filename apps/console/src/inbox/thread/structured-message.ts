import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import { DocumentCard } from './document-card';
import { Glyph } from '../../ui/glyph';
import { LocationCard } from './location-card';
import { MessageText } from './message-text';
import { PhotoGrid } from './photo-grid';
import type { StructuredView } from './structured-view';
import type { MessageMedia } from './thread-message';

/** Header, body, footer, choices and buttons: interactive messages in both directions, and templates as sent. */
@Component({
  selector: 'dc-structured-message',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DocumentCard, Glyph, LocationCard, MessageText, PhotoGrid],
  templateUrl: './structured-message.html',
  styleUrl: './structured-message.scss',
})
export class StructuredMessage {
  readonly view = input.required<StructuredView>();
  /** The files of the message: its header, if that is a picture or document. */
  readonly media = input<readonly MessageMedia[]>([]);
  /** A preview shows where a header file will be, as there is none yet. */
  readonly isPreview = input(false);
  readonly openMedia = output<number>();
  readonly refresh = output<string>();

  protected readonly isListOpen = signal(false);
  protected readonly headerMedia = computed(() => {
    const header = this.view().header;
    return header && 'media' in header ? header : undefined;
  });
  protected readonly headerText = computed(() => {
    const header = this.view().header;
    return header && 'text' in header ? header.text : '';
  });
  protected readonly place = computed(() => {
    const header = this.view().header;
    return header && 'place' in header ? header.place : undefined;
  });
  protected readonly isPicture = computed(() =>
    ['image', 'video', 'gif'].includes(this.headerMedia()?.media ?? ''),
  );
}
