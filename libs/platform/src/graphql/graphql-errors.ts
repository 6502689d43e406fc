import { HttpException, HttpStatus, Logger } from '@nestjs/common';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { correlationId } from '../context/correlation';
import { Refused } from '../errors/refusal';

const logger = new Logger('GraphQL');

const httpCodes: Partial<Record<number, string>> = {
  [HttpStatus.UNAUTHORIZED]: 'UNAUTHENTICATED',
  [HttpStatus.FORBIDDEN]: 'FORBIDDEN',
  [HttpStatus.BAD_REQUEST]: 'BAD_REQUEST',
  [HttpStatus.TOO_MANY_REQUESTS]: 'TOO_MANY_REQUESTS',
};

/** What was thrown, out of graphql-js's wrapping. */
function origin(error: unknown): unknown {
  let inner = error;
  while (inner instanceof GraphQLError && inner.originalError) inner = inner.originalError;
  return inner;
}

/** What the client is told: a refusal in its own words, a mistake of the request as it is, a fault only by its id. */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
): GraphQLFormattedError {
  const requestId = correlationId();
  const { path, locations } = formatted;
  const place = { ...(path ? { path } : {}), ...(locations ? { locations } : {}) };
  const cause = origin(error);
  if (cause instanceof Refused) {
    const { code, message, ...details } = cause.refusal;
    return { message, ...place, extensions: { code, ...details, requestId } };
  }
  if (cause instanceof HttpException) {
    const code = httpCodes[cause.getStatus()];
    if (code) return { message: cause.message, ...place, extensions: { code, requestId } };
  }
  // Raised by graphql-js or Apollo about the request itself: it names what to correct.
  if (cause instanceof GraphQLError) {
    const code = formatted.extensions?.['code'];
    return {
      message: formatted.message,
      ...place,
      extensions: { code: code ?? 'BAD_USER_INPUT', requestId },
    };
  }
  logger.error('An operation failed', cause instanceof Error ? cause.stack : String(cause));
  return {
    message: `Something went wrong on our side. It has been noted under ${requestId ?? 'no id'}.`,
    ...place,
    extensions: { code: 'INTERNAL', requestId },
  };
}
