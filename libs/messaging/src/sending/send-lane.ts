import { CircuitBreaker } from './circuit-breaker';
import { SlotDebt } from './number-pace';
import { SlowDown } from './slow-down';
import { StartGuard } from './start-guard';

/** Claimed rows of a channel that this process holds at most, waiting or under way. */
const MOST_HELD = 400;
/** Claiming a few rows costs as much as claiming many. */
const FEWEST_WORTH_A_CLAIM = 100;

/** What this process knows about sending through one channel. */
export class SendLane {
  readonly breaker = new CircuitBreaker();
  readonly slowDown = new SlowDown();
  readonly guard: StartGuard;
  readonly debt = new SlotDebt();
  /** Rows claimed by this process and not settled. */
  held = 0;
  /** The last claim left something behind. */
  hasMore = false;
  /** Nothing of use can be claimed before (steady clock). */
  claimAt = 0;

  constructor(messagesPerSecond: number) {
    this.guard = new StartGuard(messagesPerSecond);
  }

  /** Rows to claim now; 0 while enough are held, the circuit is open or the pace has no slots. */
  room(now: number): number {
    if (now < this.claimAt) return 0;
    const room = Math.min(MOST_HELD - this.held, this.breaker.allowance(now) - this.held);
    return this.held > MOST_HELD - FEWEST_WORTH_A_CLAIM ? 0 : Math.max(0, room);
  }
}
