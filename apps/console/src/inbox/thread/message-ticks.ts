import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Glyph } from '../../ui/glyph';
import type { Tick } from './delivery';

/** The delivery tick of a message as WhatsApp draws it, with its meaning in words. */
@Component({
  selector: 'dc-message-ticks',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  template: `
    @switch (tick().mark) {
      @case ('clock') {
        <dc-glyph name="clock" />
      }
      @case ('failed') {
        <dc-glyph name="error" />
      }
      @case ('unknown') {
        <dc-glyph name="warning" />
      }
      @case ('dropped') {
        <dc-glyph name="close" />
      }
      @case ('played') {
        <dc-glyph name="mic" />
      }
      @default {
        <svg viewBox="0 0 18 12" aria-hidden="true" focusable="false">
          <path d="M1.5 6.5 5 10l7-8" />
          @if (tick().mark !== 'one') {
            <path d="m8.3 9.2.8.8 7-8" />
          }
        </svg>
      }
    }
    <span class="sr-only">{{ tick().label }}</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      --glyph-size: 14px;
      color: var(--tick);
    }
    :host([data-mark='blue']),
    :host([data-mark='played']) {
      color: var(--tick-read);
    }
    :host([data-mark='failed']) {
      color: var(--bad);
    }
    :host([data-mark='unknown']) {
      color: var(--caution);
    }
    svg {
      inline-size: 17px;
      block-size: 12px;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.6;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
  host: { '[attr.data-mark]': 'tick().mark', '[attr.title]': 'tick().label' },
})
export class MessageTicks {
  readonly tick = input.required<Tick>();
}
