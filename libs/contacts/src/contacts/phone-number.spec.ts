import { displayPhone, maskedPhone, normalisePhone, normaliseWaId } from './phone-number';

describe('phone numbers', () => {
  it.each([
    ['0712 345 678', '254712345678'],
    ['+254 712-345-678', '254712345678'],
    ['00254712345678', '254712345678'],
    ['254712345678', '254712345678'],
    ['712345678', '254712345678'],
    ['+44 20 7946 0958', '442079460958'],
  ])('reads %s as %s in Kenya', (written, digits) => {
    expect(normalisePhone(written)).toBe(digits);
  });

  it('reads a local number of another country', () => {
    expect(normalisePhone('0712 345 678', 'TZ')).toBe('255712345678');
  });

  it.each(['', 'call me', '12', '++'])('says that %p is no phone number', (written) => {
    expect(normalisePhone(written)).toBeUndefined();
  });

  it('joins the variants of one number that WhatsApp is known to use', () => {
    expect(normaliseWaId('5215512345678')).toBe(normaliseWaId('525512345678'));
    expect(normaliseWaId('551187654321')).toBe(normaliseWaId('5511987654321'));
  });

  it('keeps an id that is no possible number rather than losing the person', () => {
    expect(normaliseWaId('99')).toBe('99');
  });

  it('groups a number for reading and hides the middle for those who may not see it', () => {
    expect(displayPhone('254712345678')).toBe('+254 712 345 678');
    expect(maskedPhone('254712345678')).toBe('+254 ••• ••• 678');
    expect(displayPhone('442079460958')).toBe('+44 20 7946 0958');
    expect(maskedPhone('442079460958')).toBe('+44 •• •••• •958');
  });
});
