import {
  ChangeDetectionStrategy,
  Component,
  computed,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { Glyph } from '../../ui/glyph';
import { MediaState } from './media-state';
import type { MessageMedia } from './thread-message';

/** More tiles than this hide behind "+3" on the last one. */
const TILES = 4;
const MAX_WIDTH = 320;
const MAX_HEIGHT = 340;

interface Tile {
  media: MessageMedia;
  index: number;
  name: string;
  more: number;
  isReady: boolean;
  isFailed: boolean;
  source: string | null;
}

/** Photos and videos of a message, or of several in a row; a click opens the viewer. */
@Component({
  selector: 'dc-photo-grid',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph, MediaState],
  template: `
    @for (tile of tiles(); track tile.media.id) {
      @if (tile.isReady) {
        <button
          type="button"
          class="tile"
          [attr.aria-label]="tile.name"
          (click)="open.emit(tile.index)"
        >
          @if (tile.source; as source) {
            <img
              [src]="source"
              alt=""
              loading="lazy"
              decoding="async"
              draggable="false"
              [attr.width]="tile.media.width"
              [attr.height]="tile.media.height"
              (error)="broken(tile.media.id)"
            />
          } @else {
            <span class="blank"
              ><dc-glyph [name]="tile.media.kind === 'video' ? 'video' : 'image'"
            /></span>
          }
          @if (tile.media.kind === 'video' && !tile.more) {
            <span class="play"><dc-glyph name="play" /></span>
          }
          @if (tile.more) {
            <span class="veil">+{{ tile.more }}</span>
          }
        </button>
      } @else {
        <dc-media-state
          [media]="tile.media"
          [isFailed]="tile.isFailed"
          [what]="tile.media.kind === 'video' ? 'video' : 'photo'"
          (again)="refresh.emit(tile.media.id)"
        />
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 3px;
      border-radius: 9px;
      overflow: hidden;
      inline-size: 320px;
      max-inline-size: 100%;
    }
    :host([data-count='1']) {
      inline-size: var(--photo-width, 280px);
    }
    :host([data-count='2']),
    :host([data-count='3']),
    :host([data-count='4']) {
      grid-template-columns: 1fr 1fr;
    }
    .tile {
      position: relative;
      display: block;
      padding: 0;
      border: 0;
      background: color-mix(in srgb, var(--ink) 8%, transparent);
      cursor: zoom-in;
      overflow: hidden;
      aspect-ratio: 1;
    }
    :host([data-count='1']) .tile {
      aspect-ratio: var(--photo-ratio, 4 / 3);
    }
    :host([data-count='3']) .tile:first-child {
      grid-column: span 2;
      aspect-ratio: 2;
    }
    .tile:focus-visible {
      outline-offset: -3px;
      outline: 3px solid var(--focus);
      border-radius: 9px;
      z-index: 1;
    }
    img {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
    }
    :host(.sticker) {
      inline-size: 136px;
      overflow: visible;
    }
    :host(.sticker) .tile {
      background: none;
      aspect-ratio: 1;
    }
    :host(.sticker) img {
      object-fit: contain;
    }
    .blank {
      display: grid;
      place-items: center;
      block-size: 100%;
      color: var(--ink-quiet);
      --glyph-size: 28px;
    }
    .play {
      position: absolute;
      inset: 0;
      margin: auto;
      inline-size: 48px;
      block-size: 48px;
      display: grid;
      place-items: center;
      border-radius: 50%;
      background: rgb(0 0 0 / 55%);
      color: #fff;
    }
    .veil {
      position: absolute;
      inset: 0;
      display: grid;
      place-items: center;
      background: rgb(0 0 0 / 55%);
      color: #fff;
      font: var(--text-20);
    }
  `,
  host: {
    '[attr.data-count]': 'tiles().length',
    '[class.sticker]': 'isSticker()',
    '[style.--photo-ratio]': 'shape().ratio',
    '[style.--photo-width]': 'shape().width',
  },
})
export class PhotoGrid {
  readonly media = input.required<readonly MessageMedia[]>();
  readonly isSticker = input(false);
  /** Words that name a photo: its caption, or who sent it. */
  readonly caption = input('');
  readonly open = output<number>();
  /** A file of this id is to be asked for again, as its address ran out or its fetching failed. */
  readonly refresh = output<string>();

  /** Files whose address did not load; a fresh address gives them another chance. */
  private readonly failures = linkedSignal<string, ReadonlySet<string>>({
    source: () =>
      this.media()
        .map((media) => media.url)
        .join(),
    computation: () => new Set(),
  });

  protected readonly tiles = computed<Tile[]>(() => {
    const all = this.media();
    const failures = this.failures();
    return all.slice(0, TILES).map((media, index) => {
      const more = index === TILES - 1 && all.length > TILES ? all.length - TILES : 0;
      const source =
        this.isSticker() || all.length === 1
          ? this.large(media)
          : (media.thumbnailUrl ?? this.large(media));
      const isFailed = media.state.toLowerCase() === 'failed' || failures.has(media.id);
      return {
        media,
        index,
        more,
        source,
        isFailed,
        isReady: !isFailed && Boolean(media.url ?? media.thumbnailUrl),
        name: this.nameOf(media, index, more),
      };
    });
  });

  protected readonly shape = computed(() => {
    const [only] = this.media();
    const { width, height } = only ?? {};
    if (this.media().length !== 1 || !width || !height) return { ratio: null, width: null };
    // Very tall and very wide pictures are cropped in the thread and whole in the viewer.
    const ratio = Math.min(2.2, Math.max(0.62, width / height));
    const shown = Math.round(Math.min(MAX_WIDTH, Math.max(160, width), MAX_HEIGHT * ratio));
    return { ratio: String(Math.round(ratio * 1000) / 1000), width: `${shown}px` };
  });

  /** Videos show their still; a photo its thumbnail, which is large enough for a bubble. */
  private large(media: MessageMedia): string | null {
    return media.thumbnailUrl ?? (media.kind === 'video' ? null : media.url);
  }

  private nameOf(media: MessageMedia, index: number, more: number): string {
    const kind = this.isSticker() ? 'sticker' : media.kind === 'video' ? 'video' : 'photo';
    const place = this.media().length > 1 ? ` ${index + 1} of ${this.media().length}` : '';
    const caption = this.caption() ? `: ${this.caption()}` : '';
    return `Open ${kind}${place}${caption}${more ? `, and ${more} more` : ''}`;
  }

  protected broken(id: string) {
    this.failures.update((failures) => new Set(failures).add(id));
  }
}
