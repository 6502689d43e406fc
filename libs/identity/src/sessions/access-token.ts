import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { ExtractJwt, Strategy, type StrategyOptionsWithoutRequest } from 'passport-jwt';
import { Config } from '@datacare/platform';
import { z } from 'zod';
import { Clock } from './clock';
import { derive } from './refresh-token';

export const ACCESS_TOKEN_SECONDS = 15 * 60;
export const tokenIssuer = 'datacare';
export const tokenAudience = 'datacare-console';
/** The header's `typ` (RFC 9068): no other kind of token passes for an access token. */
export const tokenType = 'at+jwt';

const claimsSchema = z
  .object({ sub: z.uuid(), jti: z.uuid(), iat: z.int(), exp: z.int() })
  .refine(({ iat, exp }) => exp - iat <= ACCESS_TOKEN_SECONDS);
const headerSchema = z.strictObject({ alg: z.literal('HS256'), typ: z.literal(tokenType) });

/** Whose token it is. Rights are not in it: they are read anew, so that taking one away is felt at once. */
export interface AccessClaims {
  readonly memberId: string;
  readonly sessionId: string;
}

/** The key that signs access tokens; nothing else is signed with it. */
export const accessTokenKey = (secret: string): Buffer => derive(secret, 'access-token');

/** Issues and verifies access tokens: JWT, HS256 and nothing else, at most fifteen minutes. */
@Injectable()
export class AccessTokens {
  private readonly key: Buffer;
  private readonly jwt: JwtService;
  private readonly strategy: Strategy;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.key = accessTokenKey(config.jwtSecret);
    this.jwt = new JwtService({ secret: this.key });
    this.strategy = new Strategy(this.strategyOptions(), (payload: unknown, done) => {
      const claims = claimsSchema.safeParse(payload);
      if (!claims.success) return done(null, false);
      done(null, { memberId: claims.data.sub, sessionId: claims.data.jti } satisfies AccessClaims);
    });
  }

  /** A token for one session, and when it ends. */
  async issue(claims: AccessClaims): Promise<{ accessToken: string; expiresAt: Date }> {
    const iat = Math.floor(this.clock.now().getTime() / 1000);
    const exp = iat + ACCESS_TOKEN_SECONDS;
    const accessToken = await this.jwt.signAsync(
      { iat, exp, sub: claims.memberId, jti: claims.sessionId },
      {
        algorithm: 'HS256',
        header: { alg: 'HS256', typ: tokenType },
        issuer: tokenIssuer,
        audience: tokenAudience,
      },
    );
    return { accessToken, expiresAt: new Date(exp * 1000) };
  }

  /**
   * The claims of a token that is ours, in time and of the right kind; undefined for every other.
   * Runs the passport strategy by itself, since a socket has a token too but no request to run a guard on.
   */
  verify(accessToken: string): Promise<AccessClaims | undefined> {
    return new Promise((resolve) => {
      const run = Object.assign(Object.create(this.strategy) as Strategy, {
        success: (claims: AccessClaims) => resolve(claims),
        fail: () => resolve(undefined),
        error: () => resolve(undefined),
      });
      const request = { headers: { authorization: `Bearer ${accessToken}` } };
      run.authenticate(request as never);
    });
  }

  private strategyOptions(): StrategyOptionsWithoutRequest {
    return {
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // The header is read before the key is handed out: no other algorithm, no `kid`, no `jku`.
      secretOrKeyProvider: (_request: unknown, token: string, done) =>
        hasOurHeader(token) ? done(null, this.key) : done(new Error('not an access token')),
      algorithms: ['HS256'],
      issuer: tokenIssuer,
      audience: tokenAudience,
    };
  }
}

function hasOurHeader(token: string): boolean {
  try {
    const [header = ''] = token.split('.');
    return headerSchema.safeParse(JSON.parse(Buffer.from(header, 'base64url').toString())).success;
  } catch {
    return false;
  }
}
