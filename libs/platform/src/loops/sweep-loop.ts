export interface SweepOptions {
  name: string;
  /** Milliseconds between looks when nobody calls. */
  everyMs: number;
  /** One look; true means that there may be more to do at once. */
  run: () => Promise<boolean>;
  onError: (error: unknown) => void;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Looks for work when woken and at least every `everyMs`; one look at a time. A wake-up is only a hint: one
 * that is lost costs at most the interval. After an error it pauses, longer each time, and goes on.
 */
export class SweepLoop {
  private timer?: NodeJS.Timeout;
  private isWoken = false;
  private isStopped = true;
  private under?: Promise<void>;
  private errors = 0;

  constructor(private readonly options: SweepOptions) {}

  start(): void {
    this.isStopped = false;
    this.wake();
  }

  wake(): void {
    this.isWoken = true;
    if (this.isStopped || this.under) return;
    // A pause after an error is kept: waking must not turn an outage into a hot loop.
    if (this.errors > 0 && this.timer) return;
    this.begin();
  }

  /** Ends the loop once the look under way is done. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.under;
  }

  private begin(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    // In a turn of its own: a look that wakes its own loop must find `under` set.
    this.under = Promise.resolve()
      .then(() => this.look())
      .finally(() => {
        this.under = undefined;
        if (this.isStopped) return;
        if (this.isWoken && this.errors === 0) return this.begin();
        const pause = Math.min(FIRST_PAUSE_MS * 2 ** (this.errors - 1), LONGEST_PAUSE_MS);
        this.timer = setTimeout(() => this.begin(), this.errors > 0 ? pause : this.options.everyMs);
      });
  }

  private async look(): Promise<void> {
    this.isWoken = false;
    try {
      while ((await this.options.run()) && !this.isStopped);
      this.errors = 0;
    } catch (error) {
      this.errors++;
      this.options.onError(error);
    }
  }
}
