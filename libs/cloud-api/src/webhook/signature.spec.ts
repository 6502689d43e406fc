import { sign, verifySignature } from './signature';

const body = Buffer.from('{"a":"\\u00e9\\/"}');

describe('the signature of a webhook', () => {
  it('holds for exactly these bytes and this secret', () => {
    const header = sign(body, 'secret');
    expect(verifySignature(body, header, 'secret')).toBe(true);
    expect(verifySignature(Buffer.from('{"a":"é/"}'), header, 'secret')).toBe(false);
    expect(verifySignature(body, header, 'other')).toBe(false);
  });

  it.each([
    undefined,
    '',
    'sha256=',
    'sha1=abc',
    'x'.repeat(71),
    `sha256=${'é'.repeat(64)}`,
    `sha256=${'0'.repeat(64)}`,
  ])('refuses the header %j without throwing', (header) => {
    expect(verifySignature(body, header, 'secret')).toBe(false);
  });

  it('accepts nothing without a secret', () => {
    expect(verifySignature(body, sign(body, ''), '')).toBe(false);
  });
});
