import { limits, templateVariables } from '@datacare/cloud-api/content';
import { templateFields, type TemplateField, type TemplateShape } from './template-fields';
import { mediaOf, placeOf, textOf, type FieldValue, type FieldValues } from './template-values';

export interface FieldProblem {
  key: string;
  message: string;
}

function textProblem(
  field: Extract<TemplateField, { kind: 'text' }>,
  text: string,
): string | undefined {
  if (!text) return 'fill this in';
  if (/[\n\t]/.test(text)) return 'no line breaks or tabs here';
  if (/ {5}/.test(text)) return 'no more than four blanks in a row';
  if (text.length > field.max) return `${text.length} characters; WhatsApp allows ${field.max}`;
  return undefined;
}

function problemOf(
  field: TemplateField,
  value: FieldValue | undefined,
  now: number,
): string | undefined {
  switch (field.kind) {
    case 'text':
      return textProblem(field, textOf(value));
    case 'link-end': {
      const text = textOf(value);
      if (!text) return 'fill this in';
      if (/\s/.test(text)) return 'no blanks in a link';
      return (field.url + text).length > field.max
        ? `the link is longer than ${field.max} characters`
        : undefined;
    }
    case 'code': {
      const text = textOf(value);
      if (!text) return 'fill this in';
      if (text.length > field.max) return `${text.length} characters; WhatsApp allows ${field.max}`;
      return /^[\p{L}\p{N}_-]+$/u.test(text) ? undefined : 'letters and digits only';
    }
    case 'media': {
      const { mediaId, link } = mediaOf(value);
      if (mediaId) return undefined;
      if (!link?.trim()) return 'choose a file or give its address';
      return /^https:\/\/[^\s/$.?#][^\s]*$/i.test(link.trim())
        ? undefined
        : 'the address must begin with https://';
    }
    case 'location': {
      const place = placeOf(value);
      if (!place?.name.trim() || !place.address.trim()) return 'give a name and an address';
      const isCoordinate = (text: string, bound: number) =>
        /^-?\d{1,3}(\.\d+)?$/.test(text.trim()) && Math.abs(Number(text)) <= bound;
      if (!isCoordinate(place.latitude, 90)) return 'the latitude is a number from -90 to 90';
      return isCoordinate(place.longitude, 180)
        ? undefined
        : 'the longitude is a number from -180 to 180';
    }
    case 'time': {
      const at = Date.parse(textOf(value));
      if (Number.isNaN(at)) return 'give a date and time';
      return at <= now ? 'must be in the future' : undefined;
    }
  }
}

/** What keeps a template from being sent, one line per field, each naming its field. */
export function templateProblems(
  shape: TemplateShape,
  values: FieldValues,
  now: number,
): FieldProblem[] {
  const fields = templateFields(shape);
  const problems = fields.flatMap((field) => {
    const words = problemOf(field, values[field.key], now);
    return words ? [{ key: field.key, message: `${field.label}: ${words}` }] : [];
  });
  if (problems.length) return problems;
  return [
    ...tooLong(shape, values, 'HEADER', 'header', limits.header),
    ...tooLong(shape, values, 'BODY', 'body', limits.interactiveBody),
  ];
}

/** Meta counts the text with its values in it. */
function tooLong(
  shape: TemplateShape,
  values: FieldValues,
  type: string,
  part: string,
  max: number,
): FieldProblem[] {
  const text = shape.components.find((component) => component.type.toUpperCase() === type)?.text;
  const names = templateVariables(text);
  if (!text || !names.length) return [];
  const filled = text.replace(/\{\{\s*([a-z0-9_]+)\s*\}\}/gi, (_, name: string) =>
    textOf(values[`${part}.${name}`]),
  );
  if (filled.length <= max) return [];
  const key = `${part}.${names.at(-1)}`;
  return [
    {
      key,
      message: `The ${part} with its values has ${filled.length} characters; WhatsApp allows ${max}`,
    },
  ];
}
