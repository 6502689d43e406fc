import { Component, computed, input } from '@angular/core';
import { windowLeft } from './row-time';

const LENGTH = 2 * Math.PI * 6;

/** The messaging window as a ring that empties; broken when it has closed. */
@Component({
  selector: 'dc-window-ring',
  template: `
    <svg viewBox="0 0 16 16" aria-hidden="true">
      @if (left().tone === 'closed') {
        <circle class="broken" cx="8" cy="8" r="6" />
      } @else {
        <circle class="track" cx="8" cy="8" r="6" />
        <circle class="left" cx="8" cy="8" r="6" [attr.stroke-dasharray]="dash()" />
      }
    </svg>
    @if (left().short) {
      <span aria-hidden="true">{{ left().short }}</span>
    }
  `,
  host: { '[attr.data-tone]': 'left().tone', '[title]': 'left().words' },
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      color: var(--ink-quiet);
      font: var(--text-12);
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    svg {
      width: 14px;
      height: 14px;
      fill: none;
      stroke: currentColor;
      stroke-width: 2.25;
      transform: rotate(-90deg);
    }
    .track {
      opacity: 0.22;
    }
    .left {
      stroke: var(--accent);
      stroke-linecap: round;
    }
    .broken {
      stroke-dasharray: 3.2 3.1;
      opacity: 0.8;
    }
    :host([data-tone='caution']) {
      color: var(--caution);
      font-weight: 500;
    }
    :host([data-tone='bad']) {
      color: var(--bad);
      font-weight: 600;
    }
    :host(:not([data-tone='open'])) .left {
      stroke: currentColor;
    }
  `,
})
export class WindowRing {
  readonly expiresAt = input.required<string | null>();
  readonly now = input.required<number>();
  protected readonly left = computed(() => windowLeft(this.expiresAt(), this.now()));
  protected readonly dash = computed(() => `${Math.max(1, this.left().share * LENGTH)} ${LENGTH}`);
}
