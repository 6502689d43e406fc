import { TestBed } from '@angular/core/testing';
import { AccessToken } from './access-token';
import { localExpiry } from './token-lifetime';

describe('The access token', () => {
  let token: AccessToken;
  let renewals: number;

  beforeEach(() => {
    token = TestBed.inject(AccessToken);
    renewals = 0;
    token.renewWith(async () => {
      renewals += 1;
      await Promise.resolve();
      return { value: `token-${renewals}`, expiresAt: Date.now() + 900_000 };
    });
  });

  it('is renewed once for all who need it at the same time', async () => {
    const tokens = await Promise.all([token.fresh(), token.fresh(), token.renew()]);
    expect(tokens).toEqual(['token-1', 'token-1', 'token-1']);
    expect(renewals).toBe(1);
  });

  it('is used as long as it lasts for the next request', async () => {
    token.hold({ value: 'held', expiresAt: Date.now() + 120_000 });
    expect(await token.fresh()).toBe('held');
    expect(await token.fresh(Date.now() + 110_000)).toBe('token-1');
  });

  it('is gone when there is no live session', async () => {
    token.hold({ value: 'held', expiresAt: 0 });
    token.renewWith(async () => null);
    expect(await token.fresh()).toBeNull();
    expect(token.isHeld()).toBe(false);
  });

  it('can be renewed again after the server could not be reached', async () => {
    token.renewWith(async () => {
      throw new Error('away');
    });
    await expect(token.fresh()).rejects.toThrow('away');
    token.renewWith(async () => ({ value: 'back', expiresAt: Date.now() + 900_000 }));
    expect(await token.fresh()).toBe('back');
  });

  it('ends by its own lifetime, not by the clock of a machine that goes wrong', () => {
    const claims = btoa(JSON.stringify({ iat: 1_000, exp: 1_900 }));
    expect(localExpiry(`x.${claims}.y`, '2026-01-01T00:00:00Z', 5_000_000)).toBe(5_900_000);
    expect(localExpiry('opaque', '2026-01-01T00:00:00Z')).toBe(Date.parse('2026-01-01T00:00:00Z'));
  });
});
