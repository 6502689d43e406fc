import { pathOfNul } from './refuse-nul';

describe('the NUL character in a request', () => {
  it('is found in texts and keys, however deep, and named by its path', () => {
    expect(pathOfNul({ input: { name: 'a\0b' } })).toBe('input.name');
    expect(pathOfNul({ ids: ['a', '\0'] })).toBe('ids.1');
    expect(pathOfNul({ content: { 'te\0xt': 1 } })).toBe('content');
    const deep = JSON.parse(`${'['.repeat(50_000)}"\\u0000"${']'.repeat(50_000)}`) as unknown;
    expect(pathOfNul(deep)).toMatch(/^0\.0/);
  });

  it('is not seen where there is none', () => {
    expect(pathOfNul({ input: { name: 'Habari 🦒', tags: [null, 1, true] } })).toBeUndefined();
    expect(pathOfNul(undefined)).toBeUndefined();
  });
});
