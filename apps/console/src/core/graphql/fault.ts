export type FaultKind = 'offline' | 'unauthenticated' | 'forbidden' | 'refused' | 'internal';

/** What went wrong with a request, in words a person can act on; `requestId` finds it in the server's log. */
export class Fault extends Error {
  constructor(
    readonly kind: FaultKind,
    message: string,
    readonly requestId: string | null = null,
  ) {
    super(message);
    this.name = 'Fault';
  }
}

/** An entry of a GraphQL answer's `errors`. */
export interface ErrorLine {
  readonly message?: unknown;
  readonly extensions?: { readonly [key: string]: unknown };
}

const kinds: Readonly<Record<string, FaultKind>> = {
  UNAUTHENTICATED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  BAD_USER_INPUT: 'refused',
  GRAPHQL_PARSE_FAILED: 'refused',
  GRAPHQL_VALIDATION_FAILED: 'refused',
};

const words: Readonly<Record<FaultKind, string>> = {
  offline:
    'The server cannot be reached. Check the connection; this goes on by itself when it is back.',
  unauthenticated: 'Your session has ended. Sign in to go on.',
  forbidden: 'Your role does not allow this. Ask an administrator if you need it.',
  refused: 'The server did not accept this request. Reload the page, it may be out of date.',
  internal: 'Something went wrong on the server. Try again in a moment.',
};

export const faultOf = (kind: FaultKind, requestId: string | null = null): Fault =>
  new Fault(kind, words[kind], requestId);

/** The fault that a GraphQL error tells of. */
export function faultOfLine({ extensions }: ErrorLine): Fault {
  const requestId = extensions?.['requestId'];
  const kind = kinds[String(extensions?.['code'])] ?? 'internal';
  return faultOf(kind, typeof requestId === 'string' ? requestId : null);
}

/** The fault that an answer without GraphQL in it tells of. */
export function faultOfStatus(status: number, requestId: string | null): Fault {
  if (status === 401) return faultOf('unauthenticated', requestId);
  // A gateway without its server behind it is an outage, not a bug.
  return faultOf([502, 503, 504].includes(status) ? 'offline' : 'internal', requestId);
}

/** Turns whatever was thrown into a fault; what is no fault yet never reached the server. */
export function toFault(error: unknown): Fault {
  return error instanceof Fault ? error : faultOf('offline');
}
