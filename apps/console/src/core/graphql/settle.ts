/** The business said no: a stable code and words for the person who asked. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

export type Refused<T> = Extract<T, Refusal>;
export type Accepted<T> = Exclude<T, Refusal>;

export type Settled<T> =
  | { readonly ok: true; readonly value: Accepted<T> }
  | { readonly ok: false; readonly refusal: Refused<T> };

function isRefused<T extends object>(result: T): result is T & Refused<T> {
  return 'code' in result && 'message' in result;
}

/** Parts a mutation's union into what was asked for and the refusal. */
export function settle<T extends object>(result: T): Settled<T> {
  return isRefused(result)
    ? { ok: false, refusal: result }
    : { ok: true, value: result as Accepted<T> };
}
