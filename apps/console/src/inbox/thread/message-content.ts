import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { MessageContent } from '@datacare/cloud-api/content';
import { AudioPlayer } from './audio-player';
import { ContactCards } from './contact-cards';
import { DocumentCard } from './document-card';
import { Glyph } from '../../ui/glyph';
import { LocationCard } from './location-card';
import { MediaState } from './media-state';
import { MessageText } from './message-text';
import { OrderCard } from './order-card';
import { PhotoGrid } from './photo-grid';
import { StructuredMessage } from './structured-message';
import { interactiveView, templateView, type StructuredView } from './structured-view';
import type { ThreadMessage, ThreadTemplate } from './thread-message';
import { UnsupportedMessage } from './unsupported-message';

type Of<T extends MessageContent['type']> = Extract<MessageContent, { type: T }>;

/** Content of a kind that could not be read: shown raw rather than not at all. */
function safely(view: () => StructuredView): StructuredView | undefined {
  try {
    return view();
  } catch {
    return undefined;
  }
}

/** What a message holds, by kind: one small component each. */
@Component({
  selector: 'dc-message-content',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AudioPlayer,
    ContactCards,
    DocumentCard,
    Glyph,
    LocationCard,
    MediaState,
    MessageText,
    OrderCard,
    PhotoGrid,
    StructuredMessage,
    UnsupportedMessage,
  ],
  template: `
    @let content = message().content;
    @switch (content.type) {
      @case ('text') {
        <dc-message-text [text]="content.text.body" />
      }
      @case ('button') {
        <p class="tapped"><dc-glyph name="reply" />Tapped a button</p>
        <dc-message-text [text]="content.button.text" />
      }
      @case ('location') {
        <dc-location-card [place]="content.location" />
      }
      @case ('contacts') {
        <dc-contact-cards [cards]="content.contacts" />
      }
      @case ('order') {
        <dc-order-card [order]="content.order" />
      }
      @case ('system') {
        <p class="notice">{{ content.system.body || 'Account notice' }}</p>
      }
      @case ('request_welcome') {
        <p class="notice">Opened the chat for the first time</p>
      }
      @case ('reaction') {
        <p class="notice">{{ message().preview }}</p>
      }
      @default {
        @if (isVisual()) {
          @if (files().length) {
            <dc-photo-grid
              [media]="files()"
              [isSticker]="content.type === 'sticker'"
              [caption]="caption()"
              (open)="openMedia.emit($event)"
              (refresh)="refresh.emit($event)"
            />
          } @else {
            <dc-media-state
              [isFailed]="false"
              [what]="content.type === 'image' ? 'photo' : content.type"
            />
          }
        } @else if (content.type === 'audio') {
          @if (files()[0]; as file) {
            <dc-audio-player [media]="file" (refresh)="refresh.emit(file.id)" />
          } @else {
            <dc-media-state [isFailed]="false" what="audio" />
          }
        } @else if (content.type === 'document') {
          @if (files()[0]; as file) {
            <dc-document-card
              [media]="file"
              [filename]="content.document.filename"
              (refresh)="refresh.emit(file.id)"
            />
          } @else {
            <dc-media-state [isFailed]="false" what="document" />
          }
        } @else if (structured(); as view) {
          <dc-structured-message
            [view]="view"
            [media]="files()"
            (openMedia)="openMedia.emit($event)"
            (refresh)="refresh.emit($event)"
          />
        } @else {
          <dc-unsupported-message [content]="content" />
        }
      }
    }
    @if (caption(); as words) {
      <dc-message-text class="caption" [text]="words" />
    }
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    .tapped {
      display: flex;
      align-items: center;
      gap: 6px;
      font: var(--text-12);
      color: var(--ink-quiet);
      --glyph-size: 16px;
    }
    .notice {
      font-style: italic;
      color: var(--ink-quiet);
    }
    .caption {
      margin-block-start: 6px;
    }
  `,
})
export class MessageContentView {
  readonly message = input.required<ThreadMessage>();
  /** Messages of one grid of photos; their files are shown together. */
  readonly album = input<readonly ThreadMessage[]>();
  readonly templates = input<readonly ThreadTemplate[]>([]);
  readonly openMedia = output<number>();
  readonly refresh = output<string>();

  protected readonly files = computed(() =>
    (this.album() ?? [this.message()]).flatMap((message) => message.media),
  );
  protected readonly isVisual = computed(() =>
    ['image', 'video', 'sticker'].includes(this.message().content.type),
  );
  protected readonly caption = computed(() => {
    const content = this.message().content;
    switch (content.type) {
      case 'image':
        return content.image.caption ?? '';
      case 'video':
        return content.video.caption ?? '';
      case 'document':
        return content.document.caption ?? '';
      default:
        return '';
    }
  });
  protected readonly structured = computed<StructuredView | undefined>(() => {
    const content = this.message().content;
    if (content.type === 'interactive')
      return safely(() => interactiveView((content as Of<'interactive'>).interactive));
    if (content.type === 'template')
      return safely(() => templateView((content as Of<'template'>).template, this.templates()));
    return undefined;
  });
}
