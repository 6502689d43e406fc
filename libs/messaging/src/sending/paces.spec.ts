import { CircuitBreaker } from './circuit-breaker';
import { grantSlots, PACE_RESERVE, SlotDebt } from './number-pace';
import { PAIR_BURST, PAIR_INTERVAL_MS, pairHold, pairPause, pairTurn } from './pair-pace';
import { SlowDown } from './slow-down';
import { StartGuard } from './start-guard';

describe("the number's pace", () => {
  const now = 1_000_000;
  const grant = (paceAt: number | null, wanted: number, perSecond = 80) =>
    grantSlots({ now, paceAt, perSecond, wanted, horizonMs: 200 });

  it('lets the first message go at once', () => {
    expect(grant(null, 1).slots).toEqual([now]);
    expect(grant(now - 5_000, 1).slots).toEqual([now]);
  });

  it('spaces messages evenly, a little below the limit', () => {
    const { slots, paceAt } = grant(null, 3, 100);
    expect(slots.map((slot) => Math.round(slot - now))).toEqual([0, 10, 20]);
    expect(paceAt - now).toBeCloseTo(30 * PACE_RESERVE);
  });

  it('goes on where another worker stopped', () => {
    const first = grant(null, 5);
    expect(grant(first.paceAt, 1).slots).toEqual([first.paceAt]);
  });

  it('never grants more than the limit in any second, whoever asks', () => {
    const slots: number[] = [];
    let paceAt: number | null = null;
    for (let at = now; at < now + 3_000; at += 37) {
      const granted = grantSlots({ now: at, paceAt, perSecond: 80, wanted: 9, horizonMs: 200 });
      slots.push(...granted.slots);
      paceAt = granted.paceAt;
    }
    const most = Math.max(
      ...slots.map((from) => slots.filter((slot) => slot >= from && slot < from + 1_000).length),
    );
    expect(most).toBeLessThanOrEqual(80);
    expect(most).toBeGreaterThanOrEqual(76);
  });

  it('grants nothing beyond the horizon', () => {
    expect(grant(now + 201, 5).slots).toEqual([]);
    expect(grant(null, 1_000).slots.at(-1)! - now).toBeLessThanOrEqual(200);
  });

  it('leaves out the time that late starts squeezed', () => {
    const debt = new SlotDebt();
    for (const late of [2, 60, 40, 5, 2]) debt.started(late);
    expect(debt.owedMs).toBe(48);
    const { slots } = grantSlots({
      now,
      paceAt: now,
      perSecond: 80,
      wanted: 1,
      horizonMs: 200,
      debtMs: debt.owedMs,
    });
    expect(slots).toEqual([now + 48]);
    debt.paid(48);
    expect(debt.owedMs).toBe(0);
  });
});

describe("the pair's pace", () => {
  it('lets a burst go at once and then one message every six seconds', () => {
    let paceAt: number | null = null;
    const waits = Array.from({ length: PAIR_BURST + 3 }, () => {
      const turn = pairTurn(0, paceAt);
      paceAt = turn.paceAt;
      return turn.goesAt;
    });
    expect(waits.slice(0, PAIR_BURST)).toEqual(Array(PAIR_BURST).fill(0));
    expect(waits.slice(PAIR_BURST)).toEqual([6_000, 12_000, 18_000]);
  });

  it('has the whole burst again after it was paid back', () => {
    expect(pairTurn(PAIR_BURST * PAIR_INTERVAL_MS, PAIR_BURST * PAIR_INTERVAL_MS).goesAt).toBe(
      120_000,
    );
  });

  it('holds a person back until the given moment', () => {
    expect(pairTurn(0, pairHold(16_000)).goesAt).toBe(16_000);
  });

  it('waits four times as long after every refusal, six seconds at least, an hour at most', () => {
    expect([0, 1, 2, 3, 4, 20].map(pairPause)).toEqual([
      6_000, 6_000, 16_000, 64_000, 256_000, 3_600_000,
    ]);
  });
});

describe('the guard over starts', () => {
  it('lets no more start than may arrive in a second', () => {
    const guard = new StartGuard(2);
    const first = guard.start(0);
    guard.start(10);
    expect(guard.wait(20)).toBeGreaterThan(900);
    guard.answered(first, 20);
    expect(guard.wait(20)).toBe(1_000);
    expect(guard.wait(1_020)).toBe(0);
  });

  it('counts what is not answered only as long as it can still arrive', () => {
    const guard = new StartGuard(1);
    guard.start(0);
    expect(guard.wait(0)).toBe(1_050);
  });
});

describe('slowing down', () => {
  it('halves the rate at each new refusal and recovers over time', () => {
    const slow = new SlowDown();
    expect(slow.rate(0)).toBe(1);
    expect(slow.hear(0)).toBe(1);
    expect(slow.rate(0)).toBe(0.5);
    expect(slow.rate(6_000)).toBe(1);
  });

  it('takes the refusals of what was already under way as one', () => {
    const slow = new SlowDown();
    for (let at = 0; at < 500; at += 10) slow.hear(at);
    expect(slow.rate(500)).toBeGreaterThanOrEqual(0.5);
  });

  it('waits longer while nothing gets through', () => {
    const slow = new SlowDown();
    expect([0, 2_000, 4_000, 8_000, 16_000].map((at) => slow.hear(at))).toEqual([1, 2, 4, 8, 8]);
    slow.relax();
    expect(slow.hear(40_000)).toBe(1);
  });
});

describe('the circuit breaker', () => {
  const broken = (count: number, at = 0) => {
    const breaker = new CircuitBreaker();
    for (let index = 0; index < count; index++) breaker.failed(at);
    return breaker;
  };

  it('stays closed for a few lost answers among many', () => {
    const breaker = new CircuitBreaker();
    for (let index = 0; index < 200; index++) {
      if (index % 10 === 0) breaker.failed(index);
      else breaker.succeeded();
    }
    expect(breaker.allowance(200)).toBe(Number.POSITIVE_INFINITY);
  });

  it('opens when half of the last outcomes were bad, then lets single probes through', () => {
    const breaker = broken(5);
    expect(breaker.allowance(4_999)).toBe(0);
    expect(breaker.wait(1_000)).toBe(4_000);
    expect(breaker.allowance(5_000)).toBe(1);
  });

  it('opens for longer after a failed probe, at most 30 seconds', () => {
    const breaker = broken(5);
    let at = 5_000;
    const waits = [0, 1, 2, 3].map(() => {
      breaker.failed(at);
      const wait = breaker.wait(at);
      at += wait;
      return wait;
    });
    expect(waits).toEqual([10_000, 20_000, 30_000, 30_000]);
  });

  it('closes after a probe that was answered', () => {
    const breaker = broken(5);
    breaker.succeeded();
    expect(breaker.allowance(5_000)).toBe(Number.POSITIVE_INFINITY);
  });
});
