import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { correlationId, runWithCorrelation } from '../context/correlation';
import { counter } from '../observability/metrics';

export type JournalKind = 'webhook' | 'exchange' | 'conversation' | 'bot';

export interface JournalEntry {
  kind: JournalKind;
  at: Date;
  /** The conversation, channel or message it tells of. */
  subjectId?: string;
  correlationId?: string;
  data: unknown;
}

/** Where the journal's entries end: MongoDB, or Postgres when there is none. */
export abstract class JournalStore {
  abstract write(entries: JournalEntry[]): Promise<void>;
  /** Removes what is older than its retention. */
  abstract prune(before: Date): Promise<void>;
  abstract close(): Promise<void>;
}

const CAPACITY = 20_000;
const BATCH = 500;
const PAUSE_MS = 500;
const SLOWEST_PAUSE_MS = 15_000;

const written = counter('datacare_journal_written_total', 'Journal entries written');
const dropped = counter(
  'datacare_journal_dropped_total',
  'Journal entries dropped because the store was away too long',
);

/**
 * The append-only log beside the truth. Nobody waits for it: entries lie in a bounded buffer, and while the
 * store is away the oldest make room and are counted.
 */
@Injectable()
export class Journal implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Journal.name);
  private buffer: JournalEntry[] = [];
  private timer?: NodeJS.Timeout;
  private flushing?: Promise<void>;
  private pause = PAUSE_MS;
  private isStopping = false;

  constructor(private readonly store: JournalStore) {}

  append(entry: JournalEntry): void {
    const followed = { ...entry, correlationId: entry.correlationId ?? correlationId() };
    this.buffer.push(followed);
    // The same trail in the log, for whoever follows an id there.
    const line = `${entry.kind}${entry.subjectId ? ` ${entry.subjectId}` : ''}`;
    if (followed.correlationId)
      runWithCorrelation(followed.correlationId, () => this.logger.log(line));
    else this.logger.log(line);
    if (this.buffer.length > CAPACITY) {
      dropped.inc(this.buffer.length - CAPACITY);
      this.buffer.splice(0, this.buffer.length - CAPACITY);
    }
  }

  onApplicationBootstrap(): void {
    this.schedule();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.flushing;
    // One last try: a store that is away must not keep the process from ending.
    await Promise.race([
      this.flush(),
      new Promise((resolve) => setTimeout(resolve, 2_000).unref()),
    ]);
    await this.store.close().catch(() => undefined);
  }

  private schedule(): void {
    if (this.isStopping) return;
    this.timer = setTimeout(() => {
      this.flushing = this.flush().finally(() => this.schedule());
    }, this.pause);
    this.timer.unref();
  }

  private async flush(): Promise<void> {
    while (this.buffer.length > 0) {
      const batch = this.buffer.splice(0, BATCH);
      try {
        await this.store.write(batch);
        written.inc(batch.length);
        this.pause = PAUSE_MS;
      } catch (error) {
        const room = Math.max(0, CAPACITY - this.buffer.length);
        dropped.inc(Math.max(0, batch.length - room));
        this.buffer.unshift(...batch.slice(Math.max(0, batch.length - room)));
        if (this.pause === PAUSE_MS) this.logger.warn(`The journal waits: ${String(error)}`);
        this.pause = Math.min(this.pause * 2, SLOWEST_PAUSE_MS);
        return;
      }
    }
  }
}
