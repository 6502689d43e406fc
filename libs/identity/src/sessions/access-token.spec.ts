import { Config, newId } from '@datacare/platform';
import { AccessTokens } from './access-token';
import { Clock } from './clock';
import { forgedTokens, forgeToken } from '../testing/forged-tokens';

const secret = 'a secret of at least thirty-two characters';
const configWith = (jwtSecret: string) => Object.assign(new Config(), { jwtSecret });
const tokens = new AccessTokens(configWith(secret), new Clock());
const memberId = newId();
const sessionId = newId();

describe('access tokens', () => {
  it('are verified as what they were issued for, and end within fifteen minutes', async () => {
    const { accessToken, expiresAt } = await tokens.issue({ memberId, sessionId });
    expect(await tokens.verify(accessToken)).toEqual({ memberId, sessionId });
    expect(expiresAt.getTime()).toBeLessThanOrEqual(Date.now() + 900_000);
  });

  it('say nothing about rights', async () => {
    const { accessToken } = await tokens.issue({ memberId, sessionId });
    const body = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString());
    expect(Object.keys(body).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'sub']);
  });

  it('the forger of this test can make a good one, so the others fail for their own reason', async () => {
    expect(await tokens.verify(forgeToken({ secret, memberId, sessionId }))).toEqual({
      memberId,
      sessionId,
    });
  });

  it.each(forgedTokens({ secret, memberId, sessionId }))('%s is refused', async (_, token) => {
    expect(await tokens.verify(token)).toBeUndefined();
  });
});
