import { z } from 'zod';

interface Issue {
  code?: string;
  input?: unknown;
  path?: readonly PropertyKey[];
  maximum?: number | bigint;
  minimum?: number | bigint;
  keys?: readonly string[];
  values?: readonly unknown[];
  expected?: string;
  note?: string;
}

const number = new Intl.NumberFormat('en');

/** The field as a person would look for it: `interactive.action.buttons[2].reply.title`. */
export function fieldName(path: readonly PropertyKey[] = []): string {
  return path.reduce<string>(
    (name, key) =>
      typeof key === 'number' ? `${name}[${key}]` : name ? `${name}.${String(key)}` : String(key),
    '',
  );
}

const unitOf = (input: unknown) =>
  typeof input === 'string' ? 'characters' : Array.isArray(input) ? 'entries' : '';
const sizeOf = (input: unknown) =>
  typeof input === 'string' || Array.isArray(input) ? input.length : Number(input);

function explain(issue: Issue): string {
  const { input } = issue;
  switch (issue.code) {
    case 'too_big':
      return `${number.format(sizeOf(input))} ${unitOf(input)}; WhatsApp allows ${number.format(issue.maximum ?? 0)}`.replace(
        ' ;',
        ';',
      );
    case 'too_small':
      if (sizeOf(input) === 0) return 'is empty';
      return `${number.format(sizeOf(input))} ${unitOf(input)}; WhatsApp asks for at least ${number.format(issue.minimum ?? 0)}`.replace(
        ' ;',
        ';',
      );
    case 'unrecognized_keys':
      return `WhatsApp does not know ${(issue.keys ?? []).map((key) => `"${key}"`).join(', ')} here`;
    case 'invalid_value':
      return input === undefined
        ? 'is missing'
        : `must be ${(issue.values ?? []).map((value) => `"${String(value)}"`).join(' or ')}`;
    case 'invalid_union':
      return issue.note === 'No matching discriminator'
        ? 'is not a kind of message that WhatsApp knows'
        : 'has a form that WhatsApp does not take';
    default:
      if (input === undefined) return 'is missing';
      return `must be ${{ string: 'text', array: 'a list', object: 'an object', number: 'a number', boolean: 'true or false' }[issue.expected ?? ''] ?? 'of another form'}`;
  }
}

/** One sentence per problem that names the field, for the person who wrote the message. */
export const plainWords = (issue: Issue): string => {
  const field = fieldName(issue.path);
  return field ? `${field}: ${explain(issue)}` : explain(issue);
};

/** The same prefix for a rule that zod has no check for. */
export const saying = (words: string) => (issue: Issue) => {
  const field = fieldName(issue.path);
  return field ? `${field}: ${words}` : words;
};

export const words = (max: number, min = 1) =>
  z.string({ error: plainWords }).min(min, { error: plainWords }).max(max, { error: plainWords });

export const object = <T extends z.core.$ZodShape>(shape: T) =>
  z.strictObject(shape, { error: plainWords });

export const list = <T extends z.ZodType>(item: T, max: number, min = 1) =>
  z
    .array(item, { error: plainWords })
    .min(min, { error: plainWords })
    .max(max, { error: plainWords });

export const exactly = <const T extends string>(value: T) =>
  z.literal(value, { error: plainWords });

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: plainWords });

export const flag = z.boolean({ error: plainWords });

export const httpLink = (max: number) =>
  words(max).refine((value) => /^https?:\/\/[^\s/$.?#][^\s]*$/i.test(value), {
    error: saying('must be a full http or https address'),
  });

/** What a failed parse says, one line per problem, ready to show. */
export function contentProblems(error: z.ZodError): string[] {
  return error.issues.map((issue) => issue.message);
}
