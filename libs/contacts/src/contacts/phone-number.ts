import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';

/** Digits that WhatsApp's ids carry and dialled numbers do not (or the other way round), by country calling code. */
const variants: readonly { from: RegExp; to: string }[] = [
  // Mexico: ids of old accounts keep the 1 that mobile numbers lost in 2019.
  { from: /^521(\d{10})$/, to: '52$1' },
  // Brazil: ids of old accounts lack the ninth digit of mobile numbers.
  { from: /^55(\d{2})([6-9]\d{7})$/, to: '55$19$2' },
];

/** `value` in the one form of E.164 that all its variants share, digits only. */
function canonical(digits: string): string {
  const variant = variants.find(({ from }) => from.test(digits));
  return variant ? digits.replace(variant.from, variant.to) : digits;
}

/**
 * A number as people write it, as the digits of E.164 without plus; undefined when it cannot be a phone number.
 * `country` is where a number without country code belongs to.
 */
export function normalisePhone(value: string, country: CountryCode = 'KE'): string | undefined {
  const text = value.trim().replace(/^00/, '+');
  const parsed = parsePhoneNumberFromString(text, country);
  if (parsed?.isPossible()) return canonical(parsed.number.slice(1));
  // 254712345678 without plus is how Meta and spreadsheets write it.
  const international = parsePhoneNumberFromString(`+${text.replace(/\D/g, '')}`);
  return international?.isPossible() ? canonical(international.number.slice(1)) : undefined;
}

/** A number as Meta writes it (digits with country code, no plus); whatever it is, it is kept. */
export function normaliseWaId(waId: string): string {
  const digits = waId.replace(/\D/g, '');
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  return canonical(parsed?.isPossible() ? parsed.number.slice(1) : digits);
}

/** `254712345678` → `+254 712 345 678`: grouped as people in the country read it. */
export function displayPhone(digits: string): string {
  const kenyan = /^254(\d{3})(\d{3})(\d{3})$/.exec(digits);
  if (kenyan) return `+254 ${kenyan[1]} ${kenyan[2]} ${kenyan[3]}`;
  return parsePhoneNumberFromString(`+${digits}`)?.formatInternational() ?? `+${digits}`;
}

/** `254712345678` → `+254 ••• ••• 678`: enough to tell two people apart, not enough to call. */
export function maskedPhone(digits: string): string {
  const hidden = displayPhone(digits)
    .slice(0, -3)
    .replace(/(?<=^\+\d+ .*)\d/g, '•');
  return `${hidden}${digits.slice(-3)}`;
}
