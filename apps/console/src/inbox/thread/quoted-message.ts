import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { Glyph } from '../../ui/glyph';
import type { QuotedMessage } from './thread-message';

/** Who wrote a message, as a quote or a details line names them. */
export function authorName(
  message: Pick<QuotedMessage, 'direction' | 'authorKind' | 'author'>,
  contactName: string,
): string {
  if (message.direction === 'INBOUND') return contactName;
  switch (message.authorKind) {
    case 'BOT':
      return 'Bot';
    case 'CAMPAIGN':
      return 'Campaign';
    case 'API':
      return 'API';
    case 'PHONE':
      return 'WhatsApp Business app';
    default:
      return message.author?.name ?? 'Your team';
  }
}

/** The message that a message answers; a click goes to it. */
@Component({
  selector: 'dc-quoted-message',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  template: `
    @if (quoted(); as message) {
      <button
        type="button"
        [attr.data-side]="message.direction"
        (click)="jump.emit(message.id)"
        [attr.aria-label]="'Go to the quoted message of ' + author() + ': ' + message.preview"
      >
        <span class="words">
          <span class="author">{{ author() }}</span>
          <span class="preview">{{ message.preview }}</span>
        </span>
        @if (thumbnail(); as source) {
          <img [src]="source" alt="" loading="lazy" />
        }
      </button>
    } @else {
      <p><dc-glyph name="reply" /> Answers a message that is not stored here</p>
    }
  `,
  styles: `
    :host {
      display: block;
      margin-block-end: 4px;
    }
    button,
    p {
      display: flex;
      inline-size: 100%;
      gap: 8px;
      align-items: stretch;
      padding: 0;
      border: 0;
      border-radius: 6px;
      overflow: hidden;
      border-inline-start: 3px solid var(--quote-line, var(--accent));
      background: color-mix(in srgb, var(--ink) 6%, transparent);
      text-align: start;
      cursor: pointer;
      color: inherit;
    }
    button:hover {
      background: color-mix(in srgb, var(--ink) 9%, transparent);
    }
    button[data-side='INBOUND'] {
      --quote-line: light-dark(#8a5a00, #e5b567);
      --quote-name: light-dark(#7a4f00, #f0c682);
    }
    .words {
      flex: 1;
      min-inline-size: 0;
      display: grid;
      padding: 4px 8px 5px;
    }
    .author {
      font: var(--text-12);
      font-weight: 600;
      color: var(--quote-name, var(--accent));
    }
    .preview {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow: hidden;
      overflow-wrap: anywhere;
      color: color-mix(in srgb, var(--ink) 82%, transparent);
    }
    img {
      inline-size: 48px;
      object-fit: cover;
    }
    p {
      align-items: center;
      padding: 6px 8px;
      cursor: default;
      font: var(--text-12);
      color: var(--ink-quiet);
      --glyph-size: 16px;
    }
  `,
})
export class QuotedMessageView {
  readonly quoted = input<QuotedMessage | null>();
  readonly contactName = input('Customer');
  readonly jump = output<string>();
  protected readonly author = computed(() => {
    const quoted = this.quoted();
    return quoted ? authorName(quoted, this.contactName()) : '';
  });
  protected readonly thumbnail = computed(() => this.quoted()?.media[0]?.thumbnailUrl);
}
