import type { TemplateField } from './template-fields';

/** A header file: uploaded to us, or at an address that Meta fetches. */
export interface MediaValue {
  mediaId?: string;
  link?: string;
  filename?: string;
}

export interface LocationValue {
  latitude: string;
  longitude: string;
  name: string;
  address: string;
}

export type FieldValue = string | MediaValue | LocationValue;
export type FieldValues = Readonly<Record<string, FieldValue | undefined>>;

export const isText = (value: FieldValue | undefined): value is string => typeof value === 'string';
export const textOf = (value: FieldValue | undefined) => (isText(value) ? value.trim() : '');
export const mediaOf = (value: FieldValue | undefined): MediaValue =>
  isText(value) || !value || 'latitude' in value ? {} : value;
export const placeOf = (value: FieldValue | undefined): LocationValue | undefined =>
  !isText(value) && value && 'latitude' in value ? value : undefined;

const greeting =
  /(?:^|\s)(?:hi|hello|hey|dear|habari|hujambo|jambo|mambo|sasa|karibu|asante|thanks|thank you)(?:\s+(?:ya|yako|za|sana))?[\s,]*[*_]?$/i;
const nameVariable =
  /(?:^|[._])(?:customer|client|contact|first|full|user)?_?(?:name|jina|mteja)$/i;

/** What is likely meant, so that most templates need no typing: the contact's name where a name goes. */
export function bestGuess(
  fields: readonly TemplateField[],
  known: { contactName?: string | null },
): Record<string, FieldValue> {
  const firstName = known.contactName?.trim().split(/\s+/)[0] ?? '';
  // A number in place of a name would greet nobody.
  const canGreet = firstName !== '' && !/^[+\d(~@]/.test(firstName);
  const guesses: Record<string, FieldValue> = {};
  for (const field of fields) {
    if (field.kind !== 'text' || !canGreet) continue;
    if (greeting.test(field.before) || nameVariable.test(field.key)) guesses[field.key] = firstName;
  }
  return guesses;
}
