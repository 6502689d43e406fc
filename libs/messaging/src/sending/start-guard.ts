const SECOND = 1000;
/** A request that is not answered by then has long arrived; more would cost rate where answers are slow. */
const LATEST_ARRIVAL_MS = 50;

export interface Start {
  /** The request can no longer arrive in the same second as one that starts now. */
  freeAt: number;
}

/**
 * The last line before the wire: slots are even, but a busy process starts requests in clumps. A request may
 * arrive at any time from its start to its answer, so it counts until a second after its answer (or after the
 * latest moment at which it can have arrived).
 */
export class StartGuard {
  private readonly starts: Start[] = [];
  private head = 0;

  constructor(private limit: number) {}

  setLimit(limit: number): void {
    this.limit = limit;
  }

  /** Milliseconds until a request may start; 0 for now. */
  wait(now: number): number {
    while (this.head < this.starts.length && this.starts[this.head]!.freeAt <= now) this.head++;
    if (this.head > 4096) {
      this.starts.splice(0, this.head);
      this.head = 0;
    }
    const excess = this.starts.length - this.head - this.limit;
    return excess < 0 ? 0 : Math.max(1, this.starts[this.head + excess]!.freeAt - now);
  }

  start(now: number): Start {
    const start = { freeAt: now + LATEST_ARRIVAL_MS + SECOND };
    this.starts.push(start);
    return start;
  }

  answered(start: Start, now: number): void {
    start.freeAt = Math.min(start.freeAt, now + SECOND);
  }
}
