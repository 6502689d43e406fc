import { NO_GRAPH_CODE, readError } from '../errors/cloud-api-error';
import type { CloudApiError } from '../errors/cloud-api-error';
import { explainError } from '../errors/error-codes';
import type { Exchange } from './exchange';

export type RetryScope = 'pair' | 'number' | 'account' | 'request';

/** How an answer that is not a success is to be taken. */
export type Verdict =
  | { kind: 'rejected'; error: CloudApiError }
  | { kind: 'retry'; afterMs: number; scope: RetryScope; error?: CloudApiError; reason: string }
  | { kind: 'ambiguous'; reason: string; error?: CloudApiError };

/** What became of a send. `retry` is certain not to have been sent; `ambiguous` may have been. */
export type SendOutcome =
  | { kind: 'accepted'; wamid: string; waId?: string; userId?: string; messageStatus?: string }
  | Verdict;

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Codes that say for certain that nothing was sent, and for how long to hold back. */
const holdBack: Record<number, { afterMs: number; scope: RetryScope }> = {
  4: { afterMs: MINUTE, scope: 'account' },
  80007: { afterMs: MINUTE, scope: 'account' },
  130429: { afterMs: SECOND, scope: 'number' },
  131048: { afterMs: 60 * MINUTE, scope: 'number' },
  131056: { afterMs: 6 * SECOND, scope: 'pair' },
  131057: { afterMs: 30 * SECOND, scope: 'number' },
  131064: { afterMs: 60 * MINUTE, scope: 'account' },
  132015: { afterMs: 60 * MINUTE, scope: 'request' },
  132069: { afterMs: 60 * MINUTE, scope: 'request' },
  133015: { afterMs: 5 * MINUTE, scope: 'number' },
  134101: { afterMs: 10 * MINUTE, scope: 'request' },
  2494100: { afterMs: 5 * MINUTE, scope: 'number' },
};

/** With a 5xx these say only that something broke, perhaps after the message was taken. */
const breakage = new Set([1, 2, 131000, 131016, 133004]);

type Headers = Record<string, string | string[] | undefined>;

const header = (headers: Headers, name: string) => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** How long Meta asks us to wait, in milliseconds: `Retry-After` (seconds) or the usage header (minutes). */
export function askedWait(headers: Headers): number | undefined {
  const seconds = Number(header(headers, 'retry-after'));
  if (Number.isFinite(seconds) && seconds > 0) return seconds * SECOND;
  try {
    const usage = JSON.parse(header(headers, 'x-business-use-case-usage') ?? '{}') as Record<
      string,
      { estimated_time_to_regain_access?: number }[]
    >;
    const minutes = Math.max(
      0,
      ...Object.values(usage).flatMap((rows) =>
        rows.map((row) => Number(row.estimated_time_to_regain_access) || 0),
      ),
    );
    return minutes > 0 ? minutes * MINUTE : undefined;
  } catch {
    return undefined;
  }
}

function noGraphError(status: number, body: unknown): CloudApiError {
  const words = typeof body === 'string' ? body.slice(0, 200) : '';
  return {
    code: NO_GRAPH_CODE,
    title: `HTTP ${status}`,
    message: `The server answered HTTP ${status} without a Graph error`,
    ...(words ? { details: words } : {}),
    httpStatus: status,
  };
}

function judgeAnswer(answer: Extract<Exchange, { kind: 'answered' }>): Verdict {
  const { status, headers, body } = answer;
  const raw =
    typeof body === 'object' && body !== null ? (body as { error?: unknown }).error : undefined;
  const error = readError(raw, status);
  if (error) {
    const hold = holdBack[error.code];
    const reason = `${error.code} ${error.title}`;
    if (hold) {
      const afterMs = Math.max(hold.afterMs, askedWait(headers) ?? 0);
      return { kind: 'retry', afterMs, scope: hold.scope, error, reason };
    }
    if (status >= 500 && (breakage.has(error.code) || explainError(error.code).retry !== 'no'))
      return { kind: 'ambiguous', reason: `HTTP ${status}: ${reason}`, error };
    if (status === 429)
      return {
        kind: 'retry',
        afterMs: askedWait(headers) ?? 5 * SECOND,
        scope: 'number',
        error,
        reason,
      };
    if (explainError(error.code).retry === 'yes')
      return {
        kind: 'retry',
        afterMs: askedWait(headers) ?? 5 * SECOND,
        scope: 'request',
        error,
        reason,
      };
    return { kind: 'rejected', error };
  }
  if (status === 429)
    return {
      kind: 'retry',
      afterMs: askedWait(headers) ?? 5 * SECOND,
      scope: 'number',
      error: noGraphError(status, body),
      reason: 'HTTP 429',
    };
  // 408: a proxy may answer for a server that has long taken the request.
  if (status >= 400 && status < 500 && status !== 408)
    return { kind: 'rejected', error: noGraphError(status, body) };
  return {
    kind: 'ambiguous',
    reason:
      status < 300
        ? `HTTP ${status} without what was asked for`
        : `HTTP ${status} without a Graph error`,
    error: noGraphError(status, body),
  };
}

/** Classifies everything but a success, by the rule that only what is certainly unsent may be sent again. */
export function judge(result: Exchange): Verdict {
  if (result.kind === 'answered') return judgeAnswer(result);
  const reason = [result.error.code, result.error.message].filter(Boolean).join(': ');
  return result.begun
    ? { kind: 'ambiguous', reason }
    : { kind: 'retry', afterMs: 2 * SECOND, scope: 'request', reason };
}
