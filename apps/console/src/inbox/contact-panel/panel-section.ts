import { ChangeDetectionStrategy, Component, effect, input, linkedSignal } from '@angular/core';
import { Glyph } from '../../ui/glyph';

const keyOf = (id: string) => `console.panel.${id}`;

function remembered(id: string): boolean | undefined {
  try {
    const stored = localStorage.getItem(keyOf(id));
    return stored === null ? undefined : stored === 'open';
  } catch {
    return undefined;
  }
}

/** A section of the panel that remembers on this computer whether it is open. */
@Component({
  selector: 'dc-panel-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  template: `
    <h3>
      <button
        type="button"
        [attr.aria-expanded]="isOpen()"
        [attr.aria-controls]="'panel-' + section()"
        (click)="isOpen.set(!isOpen())"
      >
        <span>{{ heading() }}</span>
        @if (count(); as number) {
          <span class="count numbers">{{ number }}</span>
        }
        <dc-glyph [name]="isOpen() ? 'up' : 'down'" />
      </button>
    </h3>
    <div class="body" [id]="'panel-' + section()" [hidden]="!isOpen()"><ng-content /></div>
  `,
  styles: `
    :host {
      display: block;
      border-block-start: var(--hairline);
    }
    button {
      display: flex;
      align-items: center;
      gap: 8px;
      inline-size: 100%;
      min-block-size: max(44px, var(--touch));
      padding: 0 16px;
      border: 0;
      background: none;
      font: inherit;
      text-align: start;
      cursor: pointer;
      --glyph-size: 16px;
    }
    button:hover {
      background: var(--hover);
    }
    button:focus-visible {
      outline-offset: -2px;
    }
    dc-glyph {
      margin-inline-start: auto;
      color: var(--ink-quiet);
    }
    .count {
      font: var(--text-12);
      color: var(--ink-quiet);
    }
    .body {
      padding: 0 16px 16px;
    }
    .body[hidden] {
      display: none;
    }
  `,
})
export class PanelSection {
  /** A short name that stays the same: it keys what is remembered. */
  readonly section = input.required<string>();
  readonly heading = input.required<string>();
  readonly count = input<number>();
  readonly startsOpen = input(true);
  protected readonly isOpen = linkedSignal(() => remembered(this.section()) ?? this.startsOpen());

  constructor() {
    effect(() => {
      const isOpen = this.isOpen();
      try {
        if (isOpen === this.startsOpen()) localStorage.removeItem(keyOf(this.section()));
        else localStorage.setItem(keyOf(this.section()), isOpen ? 'open' : 'closed');
      } catch {
        // A browser without storage only forgets it.
      }
    });
  }
}
