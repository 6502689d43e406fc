import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { fullTime } from './business-time';
import { statusLines, statusWord } from './delivery';
import { authorName } from './quoted-message';
import type { ThreadMessage } from './thread-message';

const attemptWords: Record<string, string> = {
  queued: 'waiting to be sent',
  claimed: 'about to be sent',
  sending: 'being sent',
  accepted: 'taken by WhatsApp',
  failed: 'failed',
  unconfirmed: 'not confirmed',
  dropped: 'dropped',
  cancelled: 'dropped',
};

/** One time per status, every attempt to send, and what WhatsApp said. */
@Component({
  selector: 'dc-message-details',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h3 tabindex="-1">Message details</h3>
    <dl>
      <div>
        <dt>From</dt>
        <dd>{{ author() }}</dd>
      </div>
      @if (message().direction === 'INBOUND') {
        <div>
          <dt>Received</dt>
          <dd class="numbers">{{ time(message().at) }}</dd>
        </div>
      }
      @for (line of lines(); track line.status) {
        <div>
          <dt>{{ line.word }}</dt>
          <dd class="numbers">{{ time(line.at) }}</dd>
        </div>
      }
      @if (message().editedAt; as at) {
        <div>
          <dt>Edited</dt>
          <dd class="numbers">{{ time(at) }}</dd>
        </div>
      }
      @if (message().revokedAt; as at) {
        <div>
          <dt>Deleted</dt>
          <dd class="numbers">{{ time(at) }}</dd>
        </div>
      }
    </dl>
    @if (isOutbound()) {
      <p class="now">Now: {{ status() }}</p>
    }
    @if (message().failure; as failure) {
      <p class="failure">
        {{ failure.code ? 'Code ' + failure.code + ': ' : '' }}{{ failure.title
        }}{{ failure.details ? '. ' + failure.details : '' }}
      </p>
    }
    @if (attempts().length) {
      <h4>Attempts</h4>
      <ol>
        @for (attempt of attempts(); track attempt.number) {
          <li>
            <span>{{ attempt.number }}. {{ attempt.words }}</span
            ><span class="numbers">{{ time(attempt.at) }}</span>
            @if (attempt.error) {
              <span class="error">{{ attempt.error }}</span>
            }
          </li>
        }
      </ol>
    }
  `,
  styles: `
    :host {
      display: block;
      inline-size: 300px;
      max-inline-size: calc(100vw - 32px);
      max-block-size: 60vh;
      overflow: auto;
      padding: 16px;
      border: var(--hairline);
      border-radius: var(--radius-card);
      background: var(--surface-raised);
      color: var(--ink);
      box-shadow: var(--shadow);
      font: var(--text-14);
    }
    h3 {
      margin-block-end: 8px;
      outline: none;
    }
    h4 {
      margin: 12px 0 4px;
      font: var(--text-12);
      font-weight: 600;
      color: var(--ink-quiet);
    }
    dl {
      display: grid;
      gap: 4px;
    }
    dl div {
      display: flex;
      justify-content: space-between;
      gap: 12px;
    }
    dt {
      color: var(--ink-quiet);
    }
    dd {
      text-align: end;
    }
    .now {
      margin-block-start: 8px;
      font-weight: 500;
    }
    .failure {
      margin-block-start: 8px;
      color: var(--bad);
      overflow-wrap: anywhere;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 12px;
      padding-block: 2px;
    }
    li .numbers {
      color: var(--ink-quiet);
    }
    .error {
      flex-basis: 100%;
      color: var(--bad);
      font: var(--text-12);
      overflow-wrap: anywhere;
    }
  `,
})
export class MessageDetails {
  readonly message = input.required<ThreadMessage>();
  readonly zone = input.required<string>();
  readonly contactName = input('Customer');
  protected readonly isOutbound = computed(() => this.message().direction === 'OUTBOUND');
  protected readonly author = computed(() => authorName(this.message(), this.contactName()));
  protected readonly lines = computed(() =>
    statusLines(this.message()).filter((line) => line.status !== 'RECEIVED'),
  );
  protected readonly status = computed(() => statusWord(this.message().status));
  protected readonly attempts = computed(() =>
    this.message().attempts.map((attempt) => ({
      number: attempt.number,
      words: attemptWords[attempt.state.toLowerCase()] ?? attempt.state.toLowerCase(),
      at: attempt.settledAt ?? attempt.createdAt,
      error: attempt.error,
    })),
  );
  protected time(at: string): string {
    return fullTime(at, this.zone());
  }
}
