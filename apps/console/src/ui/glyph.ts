import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { type GlyphName, glyphs } from './glyphs';

export type { GlyphName } from './glyphs';

/** One outline icon; hidden from screen readers, as its control carries the name. */
@Component({
  selector: 'dc-glyph',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      @for (path of paths(); track path) {
        <path [attr.d]="path" />
      }
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      inline-size: var(--glyph-size, 20px);
      block-size: var(--glyph-size, 20px);
    }
    svg {
      inline-size: 100%;
      block-size: 100%;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.75;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Glyph {
  readonly name = input.required<GlyphName>();
  protected readonly paths = computed<readonly string[]>(() => glyphs[this.name()]);
}
