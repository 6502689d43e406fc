import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

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

interface ErrorLine {
  readonly message?: unknown;
  readonly extensions?: { readonly [key: string]: unknown };
}

const kinds: Readonly<Record<string, FaultKind>> = {
  UNAUTHENTICATED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  BAD_USER_INPUT: 'refused',
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

function linesOf(error: unknown): readonly ErrorLine[] {
  if (CombinedGraphQLErrors.is(error)) return error.errors;
  if (!ServerError.is(error)) return [];
  try {
    const body: unknown = JSON.parse(error.bodyText);
    const errors = typeof body === 'object' && body && 'errors' in body ? body.errors : [];
    return Array.isArray(errors) ? errors : [];
  } catch {
    return [];
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value ? value : null;
}

/** Turns whatever a link threw into a fault. */
export function toFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const [line] = linesOf(error);
  const requestId =
    textOf(line?.extensions?.['requestId']) ?? textOf(line?.extensions?.['correlationId']);
  if (line) {
    const kind = kinds[String(line.extensions?.['code'])] ?? 'internal';
    return new Fault(kind, words[kind], requestId);
  }
  if (ServerError.is(error)) {
    const header = error.response.headers.get('x-request-id');
    if (error.statusCode === 401)
      return new Fault('unauthenticated', words.unauthenticated, header);
    // A gateway without its server behind it is an outage, not a bug.
    const kind = [502, 503, 504].includes(error.statusCode) ? 'offline' : 'internal';
    return new Fault(kind, words[kind], header);
  }
  return new Fault('offline', words.offline);
}
