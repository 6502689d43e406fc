import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { byteSize } from './bytes';
import { Glyph } from '../../ui/glyph';
import { MediaState } from './media-state';
import type { MessageMedia } from './thread-message';

const extensionOf = (media: MessageMedia, name: string) =>
  (/\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? media.mimeType.split(/[/+.]/).at(-1) ?? 'file')
    .toUpperCase()
    .slice(0, 5);

/** A document as a card: its name, kind and size, and one way to open it. */
@Component({
  selector: 'dc-document-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph, MediaState],
  template: `
    @if (isFailed() || !media().url) {
      <dc-media-state
        [media]="media()"
        [isFailed]="isFailed()"
        what="document"
        (again)="refresh.emit()"
      />
    } @else {
      <a
        [href]="media().url"
        [attr.download]="name()"
        target="_blank"
        rel="noopener"
        [attr.aria-label]="'Download ' + name() + ', ' + facts()"
      >
        <span class="kind" aria-hidden="true">{{ extension() }}</span>
        <span class="words">
          <span class="name">{{ name() }}</span>
          <span class="facts numbers">{{ facts() }}</span>
        </span>
        <dc-glyph name="download" />
      </a>
    }
  `,
  styles: `
    :host {
      display: block;
      inline-size: 300px;
      max-inline-size: 100%;
    }
    a {
      display: flex;
      align-items: center;
      gap: 12px;
      padding: 10px 12px;
      border-radius: var(--radius);
      background: color-mix(in srgb, var(--ink) 6%, transparent);
      color: inherit;
      text-decoration: none;
    }
    a:hover {
      background: color-mix(in srgb, var(--ink) 9%, transparent);
    }
    .kind {
      display: grid;
      place-items: center;
      flex: none;
      inline-size: 44px;
      block-size: 44px;
      border-radius: 4px 12px 4px 4px;
      background: var(--accent);
      color: var(--mat-sys-on-primary);
      font: 600 12px/16px var(--font);
      letter-spacing: -0.02em;
    }
    .words {
      flex: 1;
      min-inline-size: 0;
      display: grid;
    }
    .name {
      font-weight: 500;
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow: hidden;
      overflow-wrap: anywhere;
    }
    .facts {
      font: var(--text-12);
      color: var(--ink-quiet);
    }
    dc-glyph {
      color: var(--ink-quiet);
    }
  `,
})
export class DocumentCard {
  readonly media = input.required<MessageMedia>();
  /** The name the sender gave, where the file has none of its own. */
  readonly filename = input<string>();
  readonly refresh = output<void>();

  protected readonly isFailed = computed(() => this.media().state.toLowerCase() === 'failed');
  protected readonly name = computed(() => this.media().filename || this.filename() || 'Document');
  protected readonly extension = computed(() => extensionOf(this.media(), this.name()));
  protected readonly facts = computed(() => {
    const size = this.media().size;
    return [this.extension(), size == null ? '' : byteSize(size)].filter(Boolean).join(' · ');
  });
}
