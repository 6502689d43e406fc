import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { Glyph } from '../../ui/glyph';
import type { MessageMedia } from './thread-message';

/** What stands in place of a file that is not here yet, or could not be had. */
@Component({
  selector: 'dc-media-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  template: `
    @if (isFailed()) {
      <dc-glyph name="warning" />
      <span>{{ media()?.error || 'This file could not be fetched.' }}</span>
      <button type="button" class="button" (click)="again.emit()">Try again</button>
    } @else {
      <span class="spinner" aria-hidden="true"></span>
      <span role="status">Fetching {{ what() }}…</span>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      gap: 8px;
      padding: 16px;
      min-block-size: 96px;
      text-align: center;
      font: var(--text-12);
      color: var(--ink-quiet);
      background: color-mix(in srgb, var(--ink) 5%, transparent);
      border-radius: var(--radius);
    }
    .spinner {
      inline-size: 20px;
      block-size: 20px;
      border-radius: 50%;
      border: 2px solid color-mix(in srgb, currentColor 25%, transparent);
      border-block-start-color: currentColor;
      animation: turn 0.9s linear infinite;
    }
    @keyframes turn {
      to {
        transform: rotate(1turn);
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .spinner {
        animation: none;
      }
    }
  `,
})
export class MediaState {
  readonly media = input<MessageMedia>();
  readonly isFailed = input.required<boolean>();
  /** What is being fetched: "photo", "document". */
  readonly what = input('file');
  readonly again = output<void>();
}
