import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { newId } from '@datacare/platform';
import { accessTokenKey, tokenAudience, tokenIssuer, tokenType } from '../sessions/access-token';
import { RefreshTokens } from '../sessions/refresh-token';

/** Whose token is forged, and the secret of the deployment, which a forger does not have. */
export interface Victim {
  readonly secret: string;
  readonly memberId: string;
  readonly sessionId: string;
}

type Fields = Record<string, unknown>;
const ourHeader = { alg: 'HS256', typ: tokenType };
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);

function claimsOf({ memberId, sessionId }: Victim): Fields {
  const iat = now();
  return {
    iss: tokenIssuer,
    aud: tokenAudience,
    sub: memberId,
    jti: sessionId,
    iat,
    exp: iat + 900,
  };
}

/** Signs any header and claims; with nothing changed the token is good. */
export function forgeToken(
  victim: Victim,
  changes: { header?: Fields; claims?: Fields; key?: string | Buffer; hash?: string } = {},
): string {
  const header = part({ ...ourHeader, ...changes.header });
  const text = `${header}.${part({ ...claimsOf(victim), ...changes.claims })}`;
  const hmac = createHmac(changes.hash ?? 'sha256', changes.key ?? accessTokenKey(victim.secret));
  return `${text}.${hmac.update(text).digest('base64url')}`;
}

/** Tokens that must be taken for nothing, each for another reason. */
export function forgedTokens(victim: Victim): [string, string][] {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const claims = claimsOf(victim);
  const rsaText = `${part({ ...ourHeader, alg: 'RS256' })}.${part(claims)}`;
  const rsaSignature = sign('sha256', Buffer.from(rsaText), rsa.privateKey).toString('base64url');
  const good = forgeToken(victim);
  const forge = (changes: Parameters<typeof forgeToken>[1]) => forgeToken(victim, changes);
  return [
    ['alg none', `${part({ ...ourHeader, alg: 'none' })}.${part(claims)}.`],
    ['no signature', `${part(ourHeader)}.${part(claims)}.`],
    ['a public key as the HMAC secret', forge({ key: publicPem })],
    ['an RSA signature', `${rsaText}.${rsaSignature}`],
    ['another hash of the family', forge({ header: { alg: 'HS512' }, hash: 'sha512' })],
    ['a kid that is a path', forge({ header: { kid: '../../dev/null' }, key: '' })],
    ['a kid that is SQL', forge({ header: { kid: "' union select 'key" }, key: 'key' })],
    ['an expired one', forge({ claims: { iat: now() - 2000, exp: now() - 1100 } })],
    ['one without an end', forge({ claims: { exp: undefined } })],
    ['one that lasts for a year', forge({ claims: { exp: now() + 31_536_000 } })],
    ['another audience', forge({ claims: { aud: 'datacare-media' } })],
    ['another issuer', forge({ claims: { iss: 'somebody' } })],
    ['another type', forge({ header: { typ: 'JWT' } })],
    [
      'the key from before it was changed',
      forge({ key: accessTokenKey('the secret of last year, long enough') }),
    ],
    ['the bare secret as key', forge({ key: victim.secret })],
    ['a refresh token', new RefreshTokens(victim.secret).first(victim.sessionId).text],
    ['a changed member', good.replace(/\.[^.]+\./, `.${part({ ...claims, sub: newId() })}.`)],
    ['no session', forge({ claims: { jti: undefined } })],
    ['nothing', ''],
    ['dots', '..'],
  ];
}
