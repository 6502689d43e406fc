import { explainError, type CloudApiError, type SendOutcome } from '@datacare/cloud-api';
import { pairPause } from './pair-pace';
import { sendPriority } from './send-attempt.entity';

/** What to do about the outcome of a send. */
export type Plan =
  | { do: 'accept'; wamid: string }
  | { do: 'fail'; error: Pick<CloudApiError, 'code' | 'title' | 'details'>; optsOut: boolean }
  | { do: 'doubt'; reason: string; code: number | null }
  /** Keep the row for when a person has put the channel right. */
  | { do: 'pause'; error: CloudApiError }
  | {
      do: 'wait';
      afterMs: number;
      scope: 'pair' | 'number' | 'account' | 'request';
      code: number | null;
      reason: string;
    };

const MOST_TRIES = 5;
const LONGEST_WAIT_MS = 60_000;
/** A person who waits for an answer is better told than kept waiting for so long. */
const LONGEST_LIVE_WAIT_MS = 10 * 60_000;

/**
 * Meta's answer by its error table. Only what was certainly not sent waits or fails; being told to slow down is
 * never a failure; trouble of the whole channel keeps the message.
 */
export function planFor(
  outcome: SendOutcome,
  attempt: { postponements: number; priority: number },
): Plan {
  switch (outcome.kind) {
    case 'accepted':
      return { do: 'accept', wamid: outcome.wamid };
    case 'ambiguous':
      return { do: 'doubt', reason: outcome.reason, code: outcome.error?.code ?? null };
    case 'rejected': {
      const { pausesChannel, optsOut } = explainError(outcome.error.code);
      if (pausesChannel) return { do: 'pause', error: outcome.error };
      return { do: 'fail', error: outcome.error, optsOut: optsOut ?? false };
    }
    case 'retry': {
      const { scope, reason, error } = outcome;
      const code = error?.code ?? null;
      if (scope === 'pair')
        return {
          do: 'wait',
          scope,
          code,
          reason,
          afterMs: Math.max(outcome.afterMs, pairPause(attempt.postponements)),
        };
      if (scope !== 'request') return { do: 'wait', scope, code, reason, afterMs: outcome.afterMs };
      const isTooLong =
        attempt.priority === sendPriority.live && outcome.afterMs >= LONGEST_LIVE_WAIT_MS;
      if (error && (attempt.postponements >= MOST_TRIES || isTooLong))
        return { do: 'fail', error, optsOut: false };
      const growing = Math.min(outcome.afterMs * 2 ** attempt.postponements, LONGEST_WAIT_MS);
      return { do: 'wait', scope, code, reason, afterMs: Math.max(outcome.afterMs, growing) };
    }
  }
}
