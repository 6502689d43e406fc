import type { EventRecord } from '../events/define-event';
import type { MissedEvents } from './live-feed';

/** More than this unread and the reader is too slow: it must come again with its last position. */
const CAPACITY = 5_000;

interface Source {
  missed(position: number): Promise<MissedEvents>;
  onEnd(subscription: LiveSubscription): void;
}

/** Thrown to a reader whose position is no longer kept, or who fell too far behind. */
export class StartAnew extends Error {
  constructor() {
    super('Too much has happened since then: fetch everything anew and subscribe again.');
  }
}

/** One reader of the feed: first what it missed, then what comes. */
export class LiveSubscription implements AsyncIterableIterator<EventRecord> {
  private queue: EventRecord[] = [];
  private waiting?: {
    resolve(result: IteratorResult<EventRecord>): void;
    reject(reason: unknown): void;
  };
  private isEnded = false;
  private failure?: Error;
  private isCatchingUp: boolean;
  /** What the feed pushed while this reader was still reading what it missed. */
  private meanwhile: EventRecord[] = [];
  private mustReadAgain = false;

  /** `position`: of the last event that the reader has seen; null takes the first that comes. */
  constructor(
    private readonly types: readonly string[],
    private position: number | null,
    private readonly source: Source,
  ) {
    this.isCatchingUp = position !== null;
    if (this.isCatchingUp) void this.catchUp();
  }

  push(events: readonly EventRecord[]): void {
    if (!this.isCatchingUp) return this.accept(events);
    this.meanwhile.push(...events);
    if (this.meanwhile.length <= CAPACITY) return;
    // Too many to hold: they are in the table too, so one more read gets them.
    this.meanwhile = [];
    this.mustReadAgain = true;
  }

  end(): void {
    this.isEnded = true;
    this.source.onEnd(this);
    this.waiting?.resolve({ value: undefined, done: true });
    this.waiting = undefined;
  }

  async next(): Promise<IteratorResult<EventRecord>> {
    const event = this.queue.shift();
    if (event) return { value: event, done: false };
    if (this.failure) {
      const { failure } = this;
      this.end();
      throw failure;
    }
    if (this.isEnded) return { value: undefined, done: true };
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
  }

  async return(): Promise<IteratorResult<EventRecord>> {
    this.end();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private accept(events: readonly EventRecord[]): void {
    for (const event of events) {
      if (this.isEnded || this.failure) return;
      if (this.position !== null && event.position! <= this.position) continue;
      this.position = event.position;
      if (!this.types.includes(event.type)) continue;
      if (this.waiting) {
        this.waiting.resolve({ value: event, done: false });
        this.waiting = undefined;
      } else if (this.queue.length >= CAPACITY) {
        this.fail(new StartAnew());
      } else {
        this.queue.push(event);
      }
    }
  }

  private async catchUp(): Promise<void> {
    try {
      for (;;) {
        this.mustReadAgain = false;
        const { events, isReset, hasMore } = await this.source.missed(this.position!);
        if (isReset) return this.fail(new StartAnew());
        this.accept(events);
        if (!hasMore && !this.mustReadAgain) break;
        // Lets the reader drain, instead of holding a long absence in memory.
        while (this.queue.length > CAPACITY / 2 && !this.isEnded)
          await new Promise((resolve) => setTimeout(resolve, 50));
        if (this.isEnded) return;
      }
      this.isCatchingUp = false;
      this.accept(this.meanwhile);
      this.meanwhile = [];
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private fail(error: Error): void {
    this.failure = error;
    if (!this.waiting) return;
    this.waiting.reject(error);
    this.waiting = undefined;
    this.end();
  }
}
