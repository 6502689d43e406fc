import { Component, inject } from '@angular/core';
import { Glyph } from './glyph';
import { Toasts } from './toasts';

/** Where toasts appear; announced politely, never taking the focus. */
@Component({
  selector: 'dc-toast-region',
  imports: [Glyph],
  template: `
    <ul aria-live="polite" aria-label="News">
      @for (toast of toasts.all(); track toast.id) {
        <li
          [class.bad]="toast.isBad"
          (mouseenter)="toasts.hold(toast.id)"
          (mouseleave)="toasts.release(toast.id)"
          (focusin)="toasts.hold(toast.id)"
          (focusout)="toasts.release(toast.id)"
        >
          <dc-glyph [name]="toast.isBad ? 'warning' : 'check'" />
          <span>{{ toast.text }}</span>
          @if (toast.action; as action) {
            <button type="button" (click)="toasts.run(toast)">{{ action.name }}</button>
          }
          <button
            type="button"
            class="close"
            aria-label="Dismiss"
            (click)="toasts.dismiss(toast.id)"
          >
            <dc-glyph name="close" />
          </button>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      position: fixed;
      inset: auto auto 16px 16px;
      z-index: 1000;
      display: grid;
      gap: 8px;
      width: min(420px, calc(100vw - 32px));
      pointer-events: none;
    }
    @media (min-width: 900px) {
      ul {
        left: 72px;
      }
    }
    li {
      display: flex;
      align-items: center;
      gap: 8px;
      min-height: 44px;
      padding: 8px 8px 8px 12px;
      border-radius: var(--radius);
      background: var(--mat-sys-inverse-surface);
      color: var(--mat-sys-inverse-on-surface);
      box-shadow: var(--shadow);
      pointer-events: auto;
      animation: rise var(--move);
      --glyph-size: 18px;
    }
    li.bad dc-glyph:first-child {
      color: light-dark(#ffb4ab, #b3261e);
    }
    span {
      flex: 1;
    }
    button {
      display: inline-grid;
      place-items: center;
      min-height: 32px;
      padding: 0 8px;
      border: 0;
      border-radius: 6px;
      background: transparent;
      color: var(--mat-sys-inverse-primary);
      font-weight: 600;
      cursor: pointer;
    }
    button:hover {
      background: color-mix(in srgb, currentColor 14%, transparent);
    }
    button:focus-visible {
      outline-color: currentColor;
    }
    .close {
      color: inherit;
      opacity: 0.75;
    }
    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(8px);
      }
    }
  `,
})
export class ToastRegion {
  protected readonly toasts = inject(Toasts);
}
