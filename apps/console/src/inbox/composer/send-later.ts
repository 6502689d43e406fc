import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { Glyph } from '../../ui/glyph';
import { atWallTime, offeredTimes, timeProblem, timeRange } from './send-times';

/** When a message shall leave: one of two times, or any within the window; Escape closes. */
@Component({
  selector: 'dc-send-later',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  template: `
    <h2>Send later</h2>
    @for (time of times(); track time.words) {
      <button
        type="button"
        class="time"
        [disabled]="time.problem"
        [attr.aria-describedby]="time.problem ? 'send-later-problem' : null"
        (click)="take(time.at)"
      >
        <dc-glyph name="clock" />{{ time.words }}
      </button>
    }
    <form novalidate (submit)="takePicked($event)">
      <label for="send-later-time">Pick a time</label>
      <input
        id="send-later-time"
        class="input"
        type="datetime-local"
        [min]="range().min"
        [max]="range().max"
        [value]="picked()"
        [attr.aria-invalid]="picked() && pickedProblem() ? true : null"
        aria-describedby="send-later-problem"
        (input)="pick($event)"
      />
      <button
        type="submit"
        class="button"
        [disabled]="!picked() || !!pickedProblem()"
        aria-describedby="send-later-problem"
      >
        Schedule
      </button>
    </form>
    <p id="send-later-problem" role="status">{{ problem() }}</p>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 4px;
      inline-size: 344px;
      max-inline-size: calc(100vw - 16px);
      padding: 8px;
      border: var(--hairline);
      border-radius: var(--radius-card);
      background: var(--surface-raised);
      color: var(--ink);
      box-shadow: var(--shadow);
      --glyph-size: 18px;
    }
    h2,
    label {
      padding: 4px 8px;
      font: var(--text-12);
      font-weight: 600;
      color: var(--ink-quiet);
    }
    .time {
      display: flex;
      align-items: center;
      gap: 8px;
      min-block-size: max(36px, var(--touch));
      padding-inline: 8px;
      border: 0;
      border-radius: 6px;
      background: none;
      color: inherit;
      text-align: start;
      cursor: pointer;
    }
    .time:hover:not(:disabled) {
      background: var(--selected);
    }
    .time:disabled {
      color: var(--ink-quiet);
      cursor: default;
    }
    form {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 4px 8px;
      padding-block-start: 4px;
      border-block-start: var(--hairline);
    }
    label {
      grid-column: 1 / -1;
    }
    .input {
      min-inline-size: 0;
    }
    p {
      padding-inline: 8px;
      font: var(--text-12);
      color: var(--caution);
    }
    p:empty {
      display: none;
    }
  `,
  host: { role: 'dialog', 'aria-label': 'Send later', '(keydown.escape)': 'onEscape($event)' },
})
export class SendLater {
  /** Now, in ms. */
  readonly now = input.required<number>();
  readonly windowExpiresAt = input.required<string | null>();
  readonly zone = input.required<string>();
  /** The chosen instant, ISO in UTC. */
  readonly chosen = output<string>();
  readonly closed = output<void>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly picked = signal('');

  protected readonly times = computed(() =>
    offeredTimes(this.now(), this.zone()).map((time) => ({
      ...time,
      problem: this.why(time.at),
    })),
  );
  protected readonly range = computed(() =>
    timeRange(this.now(), this.windowExpiresAt(), this.zone()),
  );
  protected readonly pickedProblem = computed(() =>
    this.why(atWallTime(this.picked(), this.zone())),
  );
  protected readonly problem = computed(
    () =>
      (this.picked() && this.pickedProblem()) ||
      this.times().find(({ problem }) => problem)?.problem ||
      '',
  );

  constructor() {
    afterNextRender(() =>
      this.host.nativeElement
        .querySelector<HTMLElement>('button:not(:disabled), input')
        ?.focus({ preventScroll: true }),
    );
  }

  private why(at: number): string {
    return timeProblem(at, this.now(), this.windowExpiresAt(), this.zone());
  }

  protected pick(event: Event) {
    this.picked.set((event.target as HTMLInputElement).value);
  }

  protected takePicked(event: Event) {
    event.preventDefault();
    if (this.picked() && !this.pickedProblem()) this.take(atWallTime(this.picked(), this.zone()));
  }

  protected take(at: number) {
    if (!this.why(at)) this.chosen.emit(new Date(at).toISOString());
  }

  protected onEscape(event: Event) {
    event.preventDefault();
    event.stopPropagation();
    this.closed.emit();
  }
}
