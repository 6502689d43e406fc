import { testConfig } from '../testing/test-config';
import { SecretBox } from './secret-box';

const box = (environment: Record<string, string> = {}) => new SecretBox(testConfig(environment));

describe('SecretBox', () => {
  it('opens what it sealed, and seals the same text differently each time', () => {
    const sealed = box().seal('EAAG-token', 'channel:1:accessToken');
    expect(box().open(sealed, 'channel:1:accessToken')).toBe('EAAG-token');
    expect(sealed).not.toContain('EAAG');
    expect(box().seal('EAAG-token', 'channel:1:accessToken')).not.toBe(sealed);
  });

  it('does not open a value that was moved to another row or altered', () => {
    const sealed = box().seal('EAAG-token', 'channel:1:accessToken');
    expect(() => box().open(sealed, 'channel:2:accessToken')).toThrow();
    const altered = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    expect(() => box().open(altered, 'channel:1:accessToken')).toThrow();
  });

  it('opens values of an earlier key and says which key is missing', () => {
    const old = { SECRETS_KEY: 'the key of last year and thirty-two bytes long' };
    const sealed = box(old).seal('EAAG-token', 'c');
    const rotated = { SECRETS_KEY: 'the key of this year and thirty-two bytes long' };
    expect(box({ ...rotated, SECRETS_PREVIOUS_KEYS: old.SECRETS_KEY }).open(sealed, 'c')).toBe(
      'EAAG-token',
    );
    expect(() => box(rotated).open(sealed, 'c')).toThrow(/SECRETS_KEY does not hold/);
  });
});
