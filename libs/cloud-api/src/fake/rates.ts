import type { EnforceOptions, Tier } from './options';

const SECOND = 1000;

/** Times of the last second in a growing ring: counting one more costs the same however many there are. */
class SlidingSecond {
  private times = new Float64Array(1024);
  private head = 0;
  private size = 0;
  max = 0;

  /** How many fell into the second before `now`. */
  count(now: number): number {
    while (this.size > 0 && this.times[this.head]! <= now - SECOND) {
      this.head = (this.head + 1) % this.times.length;
      this.size -= 1;
    }
    return this.size;
  }

  add(now: number): void {
    this.count(now);
    if (this.size === this.times.length) this.grow();
    this.times[(this.head + this.size) % this.times.length] = now;
    this.size += 1;
    if (this.size > this.max) this.max = this.size;
  }

  clear(): void {
    this.head = 0;
    this.size = 0;
    this.max = 0;
  }

  private grow(): void {
    const bigger = new Float64Array(this.times.length * 2);
    for (let i = 0; i < this.size; i += 1)
      bigger[i] = this.times[(this.head + i) % this.times.length]!;
    this.times = bigger;
    this.head = 0;
  }
}

/** What one number may send in any second, and the most that was ever tried and accepted in one. */
export class Throughput {
  private readonly tried = new SlidingSecond();
  private readonly accepted = new SlidingSecond();

  constructor(public limit: number) {}

  /** False when this send would be one too many. */
  take(enforced: boolean, now = performance.now()): boolean {
    this.tried.add(now);
    if (enforced && this.accepted.count(now) >= this.limit) return false;
    this.accepted.add(now);
    return true;
  }

  get maxTried(): number {
    return this.tried.max;
  }

  get maxAccepted(): number {
    return this.accepted.max;
  }

  clear(): void {
    this.tried.clear();
    this.accepted.clear();
  }
}

const PAIR_INTERVAL = 6 * SECOND;
const PAIR_BURST = 45;

interface Pair {
  /** When the messages sent so far are paid for. */
  paidAt: number;
  burstAt: number;
}

/** One message per 6 s from a number to a customer, with bursts borrowed from the future. */
export class PairRate {
  private readonly pairs = new Map<string, Pair>();

  take(pair: string, now: number, mode: EnforceOptions['pairRate']): boolean {
    if (mode === 'off') return true;
    const state = this.pairs.get(pair);
    if (!state || now >= state.paidAt) {
      this.pairs.set(pair, { paidAt: now + PAIR_INTERVAL, burstAt: now });
      if (this.pairs.size > 200_000) this.forget(now);
      return true;
    }
    const borrowed = state.paidAt - now > (PAIR_BURST - 1) * PAIR_INTERVAL;
    if (borrowed || (mode === 'strict' && now - state.burstAt > PAIR_INTERVAL)) return false;
    state.paidAt += PAIR_INTERVAL;
    return true;
  }

  clear(): void {
    this.pairs.clear();
  }

  private forget(now: number): void {
    for (const [pair, state] of this.pairs) if (state.paidAt <= now) this.pairs.delete(pair);
  }
}

const DAY = 24 * 60 * 60 * SECOND;
const tierSizes: Record<Tier, number> = {
  TIER_50: 50,
  TIER_250: 250,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
  UNLIMITED: Infinity,
};

/** Different customers written to outside their window within 24 hours. */
export class DailyTier {
  private readonly reached = new Map<string, number>();

  take(customerId: string, now: number, tier: Tier): boolean {
    if (tier === 'UNLIMITED') return true;
    const at = this.reached.get(customerId);
    if (at !== undefined && at > now - DAY) return true;
    // Oldest first: re-inserting keeps the map in order of time.
    for (const [id, time] of this.reached) {
      if (time > now - DAY) break;
      this.reached.delete(id);
    }
    if (this.reached.size >= tierSizes[tier]) return false;
    this.reached.delete(customerId);
    this.reached.set(customerId, now);
    return true;
  }

  clear(): void {
    this.reached.clear();
  }
}

/** Marketing templates per customer within 24 hours. */
export class MarketingCap {
  private readonly sent = new Map<string, number[]>();

  take(customerId: string, now: number, perDay: number): boolean {
    if (perDay <= 0) return true;
    const recent = (this.sent.get(customerId) ?? []).filter((at) => at > now - DAY);
    if (recent.length >= perDay) return false;
    this.sent.set(customerId, [...recent, now]);
    return true;
  }

  clear(): void {
    this.sent.clear();
  }
}
