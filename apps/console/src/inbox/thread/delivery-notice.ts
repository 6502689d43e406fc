import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { Glyph } from '../../ui/glyph';
import type { DeliveryProblem } from './delivery';

/** Beside a message that failed or is not confirmed: why, what to do, and the buttons that do it. */
@Component({
  selector: 'dc-delivery-notice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  template: `
    <dc-glyph [name]="problem().tone === 'bad' ? 'error' : 'warning'" />
    <div class="words">
      <p class="title">{{ problem().title }}</p>
      <p>{{ problem().meaning }} {{ problem().action }}</p>
    </div>
    @if (problem().again || problem().canDrop) {
      <div class="actions">
        @if (problem().again; as word) {
          <button type="button" class="button" [disabled]="isBusy()" (click)="again.emit()">
            <dc-glyph name="retry" />{{ isBusy() ? wait() : word }}
          </button>
        }
        @if (problem().canDrop) {
          <button type="button" class="button quiet" [disabled]="isBusy()" (click)="drop.emit()">
            Drop
          </button>
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: flex-start;
      gap: 4px 8px;
      max-inline-size: 440px;
      padding: 8px 12px;
      border-radius: var(--radius);
      background: var(--bad-soft);
      color: var(--ink);
      font: var(--text-12);
      --glyph-size: 16px;
    }
    :host([data-tone='caution']) {
      background: var(--caution-soft);
    }
    :host > dc-glyph {
      color: var(--bad);
    }
    :host([data-tone='caution']) > dc-glyph,
    :host([data-tone='caution']) .title {
      color: var(--caution);
    }
    .words {
      flex: 1 1 260px;
      min-inline-size: 0;
    }
    .title {
      font-weight: 600;
      color: var(--bad);
    }
    .actions {
      display: flex;
      gap: 4px;
    }
    .button {
      min-block-size: max(28px, calc(var(--touch) - 4px));
      font: var(--text-12);
      font-weight: 500;
    }
  `,
  host: { '[attr.data-tone]': 'problem().tone' },
})
export class DeliveryNotice {
  readonly problem = input.required<DeliveryProblem>();
  readonly isBusy = input(false);
  readonly again = output<void>();
  readonly drop = output<void>();
  protected readonly wait = computed(() =>
    this.problem().again === 'Resend' ? 'Resending…' : 'Retrying…',
  );
}
