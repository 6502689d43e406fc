/** Meta lets one message go to one person every six seconds. */
export const PAIR_INTERVAL_MS = 6_000;
/** Of the 45 that Meta lets a number borrow from the future, this many are used by default. */
export const PAIR_BURST = 20;

/**
 * When a message may go to this person, and the pace after it. `paceAt` is the theoretical arrival time of the
 * generic cell rate algorithm: it runs ahead of the clock by six seconds for every message of a burst.
 */
export function pairTurn(
  now: number,
  paceAt: number | null,
  burst = PAIR_BURST,
): { goesAt: number; paceAt: number } {
  const arrival = Math.max(now, paceAt ?? now);
  const goesAt = Math.max(now, arrival - (burst - 1) * PAIR_INTERVAL_MS);
  return { goesAt, paceAt: arrival + PAIR_INTERVAL_MS };
}

/** The pace that lets nothing go to this person before `until`. */
export const pairHold = (until: number, burst = PAIR_BURST): number =>
  until + (burst - 1) * PAIR_INTERVAL_MS;

/** How long a person must be left alone after the (`times` + 1)th 131056: 4^X seconds, at least six, at most an hour. */
export const pairPause = (times: number): number =>
  Math.min(Math.max(PAIR_INTERVAL_MS, 1000 * 4 ** times), 3_600_000);
