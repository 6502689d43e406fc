import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** A refresh token taken apart: `session id . secret . tag`, the last two base64url. */
export interface RefreshToken {
  readonly sessionId: string;
  readonly text: string;
}

const shape = /^([0-9a-f-]{36})\.([\w-]{43})\.([\w-]{22})$/;

/**
 * Makes refresh tokens and tells ours from made-up ones.
 *
 * The first secret of a session is 256 random bits; each next one is an HMAC of the token before it. So two tabs that
 * present the same token at once are given the same successor although only hashes are stored. The tag proves that we
 * issued the token: a made-up one cannot end somebody's session, while any token that was ever rotated away does.
 */
export class RefreshTokens {
  private readonly successorKey: Buffer;
  private readonly tagKey: Buffer;

  constructor(secret: string) {
    this.successorKey = derive(secret, 'refresh-token successor');
    this.tagKey = derive(secret, 'refresh-token tag');
  }

  /** The first token of a session. */
  first(sessionId: string): RefreshToken {
    return this.tagged(sessionId, randomBytes(32).toString('base64url'));
  }

  /** The token that replaces this one: always the same for the same token. */
  successor(token: RefreshToken): RefreshToken {
    return this.tagged(token.sessionId, hmac(this.successorKey, token.text).toString('base64url'));
  }

  /** The token in a cookie; undefined when we never issued it. */
  parse(text: string | undefined): RefreshToken | undefined {
    const [, sessionId, secret, tag] = shape.exec(text ?? '') ?? [];
    if (!sessionId || !secret || !tag) return undefined;
    const expected = this.tagged(sessionId, secret).text;
    return text && timingSafeEqual(Buffer.from(expected), Buffer.from(text))
      ? { sessionId, text }
      : undefined;
  }

  private tagged(sessionId: string, secret: string): RefreshToken {
    const body = `${sessionId}.${secret}`;
    const tag = hmac(this.tagKey, body).subarray(0, 16).toString('base64url');
    return { sessionId, text: `${body}.${tag}` };
  }
}

/** What the database keeps of a token: its SHA-256, hex. */
export const refreshHash = (token: RefreshToken): string =>
  createHash('sha256').update(token.text).digest('hex');

/** A key of its own per purpose, from the one secret of the deployment. */
export function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `datacare ${purpose}`, 32));
}

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
