import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { WindowLeft } from '../row-time';

const LENGTH = 2 * Math.PI * 17;

/** The messaging window as a dial: the hours in its middle, the share that is left around it. */
@Component({
  selector: 'dc-window-dial',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg viewBox="0 0 40 40" aria-hidden="true">
      <circle class="track" cx="20" cy="20" r="17" />
      @if (left().tone !== 'closed') {
        <circle class="left" cx="20" cy="20" r="17" [attr.stroke-dasharray]="dash()" />
      }
    </svg>
    <span class="short numbers" aria-hidden="true">{{ left().short || '–' }}</span>
  `,
  styles: `
    :host {
      position: relative;
      display: grid;
      place-items: center;
      flex: none;
      inline-size: 48px;
      block-size: 48px;
      color: var(--accent);
    }
    :host([data-tone='caution']) {
      color: var(--caution);
    }
    :host([data-tone='bad']) {
      color: var(--bad);
    }
    :host([data-tone='closed']) {
      color: var(--ink-quiet);
    }
    svg {
      position: absolute;
      inset: 0;
      fill: none;
      stroke: currentColor;
      stroke-width: 3;
      transform: rotate(-90deg);
    }
    .track {
      opacity: 0.2;
    }
    :host([data-tone='closed']) .track {
      stroke-dasharray: 6 5;
      opacity: 0.6;
    }
    .left {
      stroke-linecap: round;
    }
    .short {
      font: var(--text-12);
      font-weight: 600;
    }
  `,
  host: { '[attr.data-tone]': 'left().tone' },
})
export class WindowDial {
  readonly left = input.required<WindowLeft>();
  protected readonly dash = computed(() => `${Math.max(1, this.left().share * LENGTH)} ${LENGTH}`);
}
