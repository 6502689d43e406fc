import { limits } from '@datacare/cloud-api/content';

const WINDOW_MS = limits.windowHours * 3_600_000;

/** What the window of a thread hangs on. */
export interface WindowFacts {
  /** Meta's time of the customer's last message. */
  lastInboundAt?: Date | null;
  /** Free entry point or Meta's own expiry. */
  windowExtendedUntil?: Date | null;
}

/** When the customer-service window closes (or closed); null when the customer never opened one. */
export function windowExpiresAt({ lastInboundAt, windowExtendedUntil }: WindowFacts): Date | null {
  const regular = lastInboundAt ? lastInboundAt.getTime() + WINDOW_MS : 0;
  const until = Math.max(regular, windowExtendedUntil?.getTime() ?? 0);
  return until === 0 ? null : new Date(until);
}

/** Whether free-form messages may be sent at `now`; the last moment itself no longer counts. */
export function isWindowOpen(facts: WindowFacts, now: Date): boolean {
  const until = windowExpiresAt(facts);
  return until !== null && now < until;
}
