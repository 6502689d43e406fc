import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { clockTime, fullTime } from './business-time';
import { eventWords } from './event-words';
import type { ThreadEvent } from './thread-message';
import { FOLD_EVENTS } from './thread-rows';

/** What happened to the conversation, as one quiet centred line; many in a row fold into the last and a count. */
@Component({
  selector: 'dc-event-line',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (isFoldable()) {
      <button type="button" [attr.aria-expanded]="isOpen()" (click)="isOpen.set(!isOpen())">
        {{ isOpen() ? 'Show fewer events' : events().length - 1 + ' earlier events' }}
      </button>
    }
    @for (event of shown(); track event.id) {
      <p>
        {{ event.words }}
        <time [attr.datetime]="event.at" [title]="event.full">{{ event.clock }}</time>
      </p>
    }
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: 2px;
      padding: 4px 16px;
      font: var(--text-12);
      color: var(--ink-quiet);
      text-align: center;
    }
    button {
      padding: 2px 8px;
      border: 0;
      border-radius: 10px;
      background: none;
      font: inherit;
      font-weight: 500;
      color: var(--accent);
      cursor: pointer;
    }
    button:hover {
      background: var(--hover);
    }
    time {
      margin-inline-start: 4px;
    }
  `,
})
export class EventLine {
  readonly events = input.required<readonly ThreadEvent[]>();
  readonly zone = input.required<string>();
  protected readonly isOpen = signal(false);
  protected readonly isFoldable = computed(() => this.events().length >= FOLD_EVENTS);
  protected readonly shown = computed(() => {
    const events = this.isFoldable() && !this.isOpen() ? this.events().slice(-1) : this.events();
    return events.map((event) => ({
      id: event.id,
      at: event.at,
      words: eventWords(event),
      clock: clockTime(event.at, this.zone()),
      full: fullTime(event.at, this.zone()),
    }));
  });
}
