const REMEMBERED = 20;
const FEWEST_BAD = 5;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Keeps the queue while WhatsApp cannot be reached or answers nothing of use: every further try would end as an
 * unconfirmed message. Opens when half of the last outcomes (at least five) were bad, for 5 to 30 seconds, then
 * lets single probes through. Times are milliseconds of any steady clock.
 */
export class CircuitBreaker {
  private outcomes: boolean[] = [];
  private openUntil = Number.NEGATIVE_INFINITY;
  private pause = 0;

  /** How many requests may be under way: none while open, one while probing, else as many as one likes. */
  allowance(now: number): number {
    if (this.pause === 0) return Number.POSITIVE_INFINITY;
    return now < this.openUntil ? 0 : 1;
  }

  /** Milliseconds until the next probe; 0 when requests may go. */
  wait(now: number): number {
    return this.pause === 0 ? 0 : Math.max(0, this.openUntil - now);
  }

  /** WhatsApp answered, if only to refuse. */
  succeeded(): void {
    this.remember(true);
    if (this.pause === 0) return;
    this.pause = 0;
    this.outcomes = [];
  }

  /** No answer, or one that says nothing. True when this opened the circuit. */
  failed(now: number): boolean {
    this.remember(false);
    // What was already under way when it opened is no further news.
    if (this.pause > 0 && now < this.openUntil) return false;
    const bad = this.outcomes.filter((isGood) => !isGood).length;
    if (this.pause === 0 && (bad < FEWEST_BAD || bad * 2 < this.outcomes.length)) return false;
    this.pause = Math.min(this.pause === 0 ? FIRST_PAUSE_MS : this.pause * 2, LONGEST_PAUSE_MS);
    this.openUntil = now + this.pause;
    return true;
  }

  private remember(isGood: boolean): void {
    this.outcomes.push(isGood);
    if (this.outcomes.length > REMEMBERED) this.outcomes.shift();
  }
}
