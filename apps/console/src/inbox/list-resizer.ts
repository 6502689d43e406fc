import { Component, input, output } from '@angular/core';

export const NARROWEST = 320;
export const WIDEST = 400;
const STEP = 16;

/** The line between list and thread: dragged, or moved with the arrow keys. */
@Component({
  selector: 'dc-list-resizer',
  template: '',
  host: {
    role: 'separator',
    tabindex: '0',
    'aria-label': 'Width of the list',
    'aria-orientation': 'vertical',
    'aria-valuemin': `${NARROWEST}`,
    'aria-valuemax': `${WIDEST}`,
    '[attr.aria-valuenow]': 'width()',
    '(keydown.arrowleft)': 'set(width() - step)',
    '(keydown.arrowright)': 'set(width() + step)',
    '(pointerdown)': 'start($event)',
    '(pointermove)': 'drag($event)',
    '(pointerup)': 'from = null',
    '(pointercancel)': 'from = null',
  },
  styles: `
    :host {
      position: relative;
      z-index: 2;
      width: 9px;
      margin: 0 -4px;
      cursor: col-resize;
      touch-action: none;
    }
    :host::before {
      content: '';
      position: absolute;
      inset: 0 4px;
      background: var(--mat-sys-outline-variant);
      transition: background var(--move);
    }
    :host(:hover)::before,
    :host(:focus-visible)::before {
      inset: 0 3px;
      background: var(--accent);
    }
    :host(:focus-visible) {
      outline: none;
    }
  `,
})
export class ListResizer {
  /** Pixels. */
  readonly width = input.required<number>();
  readonly widthChange = output<number>();
  protected readonly step = STEP;
  protected from: { readonly x: number; readonly width: number } | null = null;

  protected start(event: PointerEvent): void {
    (event.target as HTMLElement).setPointerCapture(event.pointerId);
    this.from = { x: event.clientX, width: this.width() };
    event.preventDefault();
  }

  protected drag(event: PointerEvent): void {
    if (this.from) this.set(this.from.width + event.clientX - this.from.x);
  }

  protected set(width: number): void {
    this.widthChange.emit(Math.round(Math.max(NARROWEST, Math.min(WIDEST, width))));
  }
}
