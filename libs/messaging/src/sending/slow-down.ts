const SLOWEST = 0.05;
const RECOVERY_PER_SECOND = 1.15;
/** Refusals of requests that were already under way are one piece of news. */
const ONE_NEWS_MS = 1_000;
const LONGEST_HOLD = 8;

/**
 * How fast a number may go after Meta asked it to slow down: half as fast each time, then back to full speed
 * by 15 % a second. Times are milliseconds of any steady clock.
 */
export class SlowDown {
  private factor = 1;
  private at = 0;
  private heardAt = Number.NEGATIVE_INFINITY;
  private inARow = 0;

  /** Meta refused for the rate; answers how many times its pause to wait. */
  hear(now: number): number {
    if (now - this.heardAt >= ONE_NEWS_MS) {
      this.factor = Math.max(SLOWEST, this.rate(now) / 2);
      this.inARow++;
      this.at = now;
      this.heardAt = now;
    }
    return Math.min(2 ** (this.inARow - 1), LONGEST_HOLD);
  }

  /** A message was taken: the next refusal is a new story. */
  relax(): void {
    this.inARow = 0;
  }

  /** Share of the full rate to use now, from 0.05 to 1. */
  rate(now: number): number {
    return Math.min(1, this.factor * RECOVERY_PER_SECOND ** ((now - this.at) / 1000));
  }
}
