import { Passwords } from './passwords';

const passwords = new Passwords();

describe('passwords', () => {
  it('are hashed with Argon2id, 19 MiB, two passes, one lane and a salt of their own', async () => {
    const [one, other] = await Promise.all([
      passwords.hash('mvua kubwa'),
      passwords.hash('mvua kubwa'),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
  });

  it('match their own hash only, and never a missing one', async () => {
    const hash = await passwords.hash('mvua kubwa');
    expect(await passwords.matches(hash, 'mvua kubwa')).toBe(true);
    expect(await passwords.matches(hash, 'mvua ndogo')).toBe(false);
    expect(await passwords.matches(undefined, 'mvua kubwa')).toBe(false);
  });

  it('leave the main loop free while many are checked', async () => {
    const hash = await passwords.hash('mvua kubwa');
    let turns = 0;
    const ticking = setInterval(() => turns++, 1);
    await Promise.all(Array.from({ length: 6 }, () => passwords.matches(hash, 'mvua kubwa')));
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(3);
  });
});
