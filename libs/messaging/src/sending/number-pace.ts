/**
 * Meta counts what arrives in any second, and what leaves evenly does not arrive evenly. At 1 / 1.02 of the
 * limit, arrivals may be 20 ms out of place without more than the limit falling into one second.
 */
export const PACE_RESERVE = 1.02;
/** How late a start may be without falling together with those after it; the rest is left to the network. */
const TOLERATED_LATENESS_MS = 12;

export interface SlotRequest {
  /** Milliseconds of the database's clock. */
  now: number;
  /** When the next message may leave; null when nothing has left yet. */
  paceAt: number | null;
  /** What Meta grants the number, or less while it asks to slow down. */
  perSecond: number;
  wanted: number;
  /** How far ahead slots may be taken: what is taken cannot be overtaken by a live reply. */
  horizonMs: number;
  /** Time that late starts have squeezed out of the pace and that is now left out. */
  debtMs?: number;
}

export interface SlotGrant {
  /** Moments at which a message may leave, in milliseconds of the database's clock. */
  slots: number[];
  /** When the slot after these begins. */
  paceAt: number;
}

/**
 * The generic cell rate algorithm without bursts: slots lie evenly, and since they are taken from one row
 * in the database, workers together never take more than the number's rate.
 */
export function grantSlots({
  now,
  paceAt,
  perSecond,
  wanted,
  horizonMs,
  debtMs = 0,
}: SlotRequest): SlotGrant {
  const interval = (1000 * PACE_RESERVE) / perSecond;
  const first = Math.max(now, paceAt ?? now) + debtMs;
  const available = Math.floor((now + horizonMs - first) / interval) + 1;
  const count = Math.max(0, Math.min(wanted, available));
  return {
    slots: Array.from({ length: count }, (_, index) => first + index * interval),
    paceAt: first + count * interval,
  };
}

/**
 * What late starts owe. A process that was busy starts the messages of several slots at once; the others'
 * slots go on as granted, so the second after holds more than the rate. That time is given back by leaving
 * slots out of the next grant.
 */
export class SlotDebt {
  private lateMs = 0;
  owedMs = 0;

  /** A message started so much later than its slot. Only catching up squeezes: being evenly late does not. */
  started(lateMs: number): void {
    const late = Math.max(0, lateMs - TOLERATED_LATENESS_MS);
    // What lies further back than a second can no longer fall into one second with what comes.
    this.owedMs = Math.min(1_000, this.owedMs + Math.max(0, this.lateMs - late));
    this.lateMs = late;
  }

  paid(ms: number): void {
    this.owedMs = Math.max(0, this.owedMs - ms);
  }
}
