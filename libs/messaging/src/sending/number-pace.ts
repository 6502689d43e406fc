/**
 * Meta counts what arrives in any second, and what leaves evenly does not arrive evenly. At 1 / 1.0125 of the
 * limit, arrivals may be 12 ms out of place without more than the limit falling into one second.
 */
export const PACE_RESERVE = 1.0125;

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
export function grantSlots({ now, paceAt, perSecond, wanted, horizonMs }: SlotRequest): SlotGrant {
  const interval = (1000 * PACE_RESERVE) / perSecond;
  const first = Math.max(now, paceAt ?? now);
  const available = Math.floor((now + horizonMs - first) / interval) + 1;
  const count = Math.max(0, Math.min(wanted, available));
  return {
    slots: Array.from({ length: count }, (_, index) => first + index * interval),
    paceAt: first + count * interval,
  };
}
