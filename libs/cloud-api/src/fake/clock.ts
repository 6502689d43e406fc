/** Real time plus an offset that a test may move. */
export class Clock {
  offsetMs = 0;

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.offsetMs;
  }

  /** Unix seconds as text, as webhooks carry them. */
  stamp(): string {
    return String(Math.floor(this.now() / 1000));
  }
}

const TICK_MS = 5;

/** Many short waits on one timer: thousands of statuses a second would otherwise be as many timers. */
export class Timeline {
  private readonly slots = new Map<number, (() => void)[]>();
  private timer: NodeJS.Timeout | undefined;
  private done = this.tick();

  after(delayMs: number, run: () => void): void {
    if (!this.timer) {
      this.done = this.tick();
      this.timer = setInterval(() => this.advance(), TICK_MS);
    }
    const slot = Math.max(this.done + 1, this.tick() + Math.max(1, Math.ceil(delayMs / TICK_MS)));
    const waiting = this.slots.get(slot);
    if (waiting) waiting.push(run);
    else this.slots.set(slot, [run]);
  }

  clear(): void {
    this.slots.clear();
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private tick(): number {
    return Math.floor(performance.now() / TICK_MS);
  }

  private advance(): void {
    const now = this.tick();
    while (this.done < now) {
      this.done += 1;
      const due = this.slots.get(this.done);
      if (!due) continue;
      this.slots.delete(this.done);
      for (const run of due) run();
    }
    if (this.slots.size === 0) this.clear();
  }
}

/** A wait drawn from a span, in milliseconds. */
export const drawn = ([from, to]: readonly [number, number]): number =>
  from + Math.random() * (to - from);
