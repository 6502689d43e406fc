import type { FastifyReply, FastifyRequest } from 'fastify';

/** Who is asking; identity says more about it. */
export interface AuthenticatedViewer {
  readonly memberId: string;
  readonly sessionId: string;
}

/** What an operation knows of its caller, over HTTP and over the socket. */
export interface GraphqlContext {
  /** Set by the access guard over HTTP, at the handshake (and kept fresh) on a socket. */
  viewer?: AuthenticatedViewer;
  request?: FastifyRequest;
  reply?: FastifyReply;
  readonly isSocket: boolean;
  /**
   * What live delivery sets for one event: sockets that are given the same event load its rows once, together.
   * So a loader may only load what does not depend on the viewer.
   */
  loadingScope?: object;
}

/** Tells who an access token belongs to; provided by identity. */
export abstract class Authenticator {
  /** Null when the token is not good. */
  abstract authenticate(accessToken: string): Promise<AuthenticatedViewer | null>;
  /** The viewer as they are now (role, teams), or null when their session has ended. */
  abstract refresh(viewer: AuthenticatedViewer): Promise<AuthenticatedViewer | null>;
}
