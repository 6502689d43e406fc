import { Component, computed, input, output } from '@angular/core';
import type { Fault } from '../core/graphql/fault';
import { Glyph, type GlyphName } from './glyph';

/** The empty and the failed state of a view: what it is about and the one next step. */
@Component({
  selector: 'dc-view-state',
  imports: [Glyph],
  template: `
    <div class="ring" [class.bad]="fault()">
      <dc-glyph [name]="fault() ? 'warning' : glyph()" />
    </div>
    <h2>{{ heading() }}</h2>
    <p>{{ words() }}</p>
    @if (fault()?.requestId; as id) {
      <p class="reference">
        Reference <code>{{ id }}</code>
      </p>
    }
    @if (fault()) {
      <button type="button" class="button" (click)="retry.emit()">
        <dc-glyph name="retry" /> Try again
      </button>
    }
    <ng-content />
  `,
  host: { '[attr.role]': "fault() ? 'alert' : null" },
  styles: `
    :host {
      display: grid;
      justify-items: center;
      align-content: center;
      gap: 8px;
      height: 100%;
      padding: 32px 24px;
      text-align: center;
    }
    .ring {
      display: grid;
      place-items: center;
      width: 56px;
      height: 56px;
      margin-bottom: 8px;
      border-radius: 50%;
      background: var(--accent-soft);
      color: var(--mat-sys-on-primary-container);
      --glyph-size: 24px;
    }
    .ring.bad {
      background: var(--bad-soft);
      color: var(--bad);
    }
    p {
      max-width: 40ch;
      color: var(--ink-quiet);
      text-wrap: balance;
    }
    .reference {
      font: var(--text-12);
    }
    code {
      user-select: all;
    }
    .button {
      margin-top: 8px;
      --glyph-size: 16px;
    }
  `,
})
export class ViewState {
  readonly heading = input.required<string>();
  readonly text = input('');
  readonly glyph = input<GlyphName>('inbox');
  readonly fault = input<Fault | null>(null);
  readonly retry = output<void>();
  protected readonly words = computed(() => this.fault()?.message ?? this.text());
}
