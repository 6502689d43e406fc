/** An error object of the Graph API, or of an HTTP answer that carried none (`code` is then `NO_GRAPH_CODE`). */
export interface CloudApiError {
  code: number;
  title: string;
  message: string;
  details?: string;
  fbtraceId?: string;
  httpStatus?: number;
}

/** Stands in for the code where something other than the Graph API answered. */
export const NO_GRAPH_CODE = -1;

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Reads one error object, of an answer or a webhook; undefined when it has no code. */
export function readError(value: unknown, httpStatus?: number): CloudApiError | undefined {
  const error = record(value);
  const code = Number(error.code);
  if (error.code === undefined || error.code === null || !Number.isFinite(code)) return undefined;
  const message = text(error.message) ?? text(error.title) ?? `Error ${code}`;
  const title =
    text(error.title) ?? text(error.error_user_title) ?? message.replace(/^\(#\d+\)\s*/, '');
  const details = text(record(error.error_data).details) ?? text(error.error_user_msg);
  const fbtraceId = text(error.fbtrace_id);
  return {
    code,
    title,
    message,
    ...(details ? { details } : {}),
    ...(fbtraceId ? { fbtraceId } : {}),
    ...(httpStatus ? { httpStatus } : {}),
  };
}

/** Thrown by every call but `send` when the answer is not a success. */
export class CloudApiFailure extends Error {
  override readonly name = 'CloudApiFailure';
  readonly kind: 'rejected' | 'retry' | 'ambiguous';
  readonly error?: CloudApiError;
  readonly status?: number;
  /** How long to wait before asking again, in milliseconds. */
  readonly afterMs?: number;

  constructor(
    message: string,
    facts: {
      kind: CloudApiFailure['kind'];
      error?: CloudApiError | undefined;
      status?: number | undefined;
      afterMs?: number | undefined;
    },
  ) {
    super(message);
    this.kind = facts.kind;
    if (facts.error) this.error = facts.error;
    if (facts.status) this.status = facts.status;
    if (facts.afterMs !== undefined) this.afterMs = facts.afterMs;
  }
}
