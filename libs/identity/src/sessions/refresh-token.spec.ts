import { newId } from '@datacare/platform';
import { RefreshTokens, refreshHash } from './refresh-token';

const tokens = new RefreshTokens('a secret of at least thirty-two characters');

describe('refresh tokens', () => {
  it('two sessions never start with the same one', () => {
    const id = newId();
    expect(tokens.first(id).text).not.toBe(tokens.first(id).text);
  });

  it('the same token always has the same successor, and a different one from itself', () => {
    const token = tokens.first(newId());
    expect(tokens.successor(token)).toEqual(tokens.successor(token));
    expect(tokens.successor(token).text).not.toBe(token.text);
    expect(tokens.successor(token).sessionId).toBe(token.sessionId);
  });

  it('another deployment makes other successors', () => {
    const token = tokens.first(newId());
    const others = new RefreshTokens('another secret of at least thirty-two');
    expect(others.successor(token).text).not.toBe(tokens.successor(token).text);
  });

  it('reads back what it made', () => {
    const token = tokens.successor(tokens.first(newId()));
    expect(tokens.parse(token.text)).toEqual(token);
  });

  it.each([
    ['nothing', () => undefined],
    ['an empty cookie', () => ''],
    ['one with a changed secret', () => flip(tokens.first(newId()).text, 40)],
    ['one with a changed tag', () => flip(tokens.first(newId()).text, -1)],
    ['one moved to another session', () => newId() + tokens.first(newId()).text.slice(36)],
    ['one of another deployment', () => new RefreshTokens('x'.repeat(32)).first(newId()).text],
    ['something long', () => 'a.'.repeat(100_000)],
  ])('does not take %s for its own', (_, make) => {
    expect(tokens.parse(make())).toBeUndefined();
  });

  it('is stored as a hash that does not contain it', () => {
    const token = tokens.first(newId());
    expect(refreshHash(token)).toMatch(/^[0-9a-f]{64}$/);
    expect(token.text).not.toContain(refreshHash(token));
  });
});

function flip(text: string, at: number): string {
  const index = at < 0 ? text.length + at - 1 : at;
  return text.slice(0, index) + (text[index] === 'A' ? 'B' : 'A') + text.slice(index + 1);
}
