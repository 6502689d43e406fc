import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Clock } from '../../core/clock';
import { Glyph } from '../../ui/glyph';
import { dayAndTime } from '../composer/send-times';

/** Under a message that waits for its time: when it leaves, and the way to take it back. */
@Component({
  selector: 'dc-scheduled-notice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  template: `
    <dc-glyph name="clock" />
    <span>{{ words() }}</span>
    @if (canCancel()) {
      <span aria-hidden="true">·</span>
      <button type="button" class="link" [disabled]="isBusy()" (click)="cancelled.emit()">
        {{ isBusy() ? 'Cancelling…' : 'Cancel' }}
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      justify-content: flex-end;
      gap: 6px;
      font: var(--text-12);
      color: var(--ink-quiet);
      --glyph-size: 14px;
    }
    .link {
      min-block-size: max(24px, calc(var(--touch) - 4px));
      padding: 0 4px;
      border: 0;
      border-radius: 4px;
      background: none;
      color: var(--accent);
      font: var(--text-12);
      font-weight: 600;
      cursor: pointer;
    }
    .link:hover:not(:disabled) {
      text-decoration: underline;
    }
  `,
})
export class ScheduledNotice {
  /** ISO, in UTC. */
  readonly at = input.required<string>();
  readonly zone = input.required<string>();
  readonly canCancel = input(true);
  readonly isBusy = input(false);
  readonly cancelled = output<void>();

  private readonly now = inject(Clock).now;
  protected readonly words = computed(() => {
    const at = Date.parse(this.at());
    const when = dayAndTime(at, this.now(), this.zone());
    return at > this.now() ? `Sends ${when}` : `Was due ${when}, leaves as soon as it can`;
  });
}
