import {
  limits,
  templateVariables,
  type AccountTemplate,
  type TemplateComponent,
} from '@datacare/cloud-api/content';

export type HeaderMediaKind = 'image' | 'video' | 'document';

interface FieldBase {
  /** Unique within the template, as `body.1`, `header.media`, `card.0.button.1`. */
  key: string;
  /** What the field is called in the form and in a problem. */
  label: string;
  hint?: string;
  example?: string;
}

/** One thing a template wants to know before it can be sent. */
export type TemplateField =
  | (FieldBase & { kind: 'text'; max: number; before: string })
  | (FieldBase & { kind: 'link-end'; max: number; url: string })
  | (FieldBase & { kind: 'code'; max: number })
  | (FieldBase & { kind: 'media'; media: HeaderMediaKind })
  | (FieldBase & { kind: 'location' })
  | (FieldBase & { kind: 'time' });

/** The parts of a listed template that say what to fill in. */
export interface TemplateShape {
  name: string;
  language: string;
  category: string;
  isNamed: boolean;
  components: readonly TemplateComponent[];
}

type PlainComponent = Pick<
  TemplateComponent,
  'type' | 'format' | 'text' | 'buttons' | 'limited_time_offer'
>;

const BODY_CODE = 'code';

const typeOf = (component: { type: string }) => component.type.toUpperCase();
const isMedia = (format: string | undefined): format is string =>
  format !== undefined && ['IMAGE', 'VIDEO', 'DOCUMENT'].includes(format.toUpperCase());

/** Reads what the schema gives as plain JSON; a list it does not know reads as a template without components. */
export function templateShape(template: {
  name: string;
  language: string;
  category: string;
  parameterFormat: string;
  components: unknown;
}): TemplateShape {
  return {
    name: template.name,
    language: template.language,
    category: template.category.toUpperCase(),
    isNamed: template.parameterFormat.toUpperCase() === 'NAMED',
    components: Array.isArray(template.components)
      ? (template.components as AccountTemplate['components'])
      : [],
  };
}

/** Why a template cannot be filled in a chat, if so: it needs products, or a header of a kind that only campaigns send. */
export function unfillable(shape: TemplateShape): string | undefined {
  const parts = shape.components.flatMap((component) => [
    component,
    ...(component.cards ?? []).flatMap((card) => card.components),
  ]);
  for (const part of parts) {
    const format = part.format?.toUpperCase();
    if (format === 'PRODUCT')
      return 'This template shows a product and is sent from the catalogue.';
    if (format === 'GIF')
      return 'This template has an animated header, which only marketing campaigns can send.';
    for (const button of part.buttons ?? []) {
      if (['MPM', 'SPM'].includes(typeOf(button)))
        return 'This template shows products and is sent from the catalogue.';
    }
  }
  return undefined;
}

const readable = (name: string) => {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

interface Examples {
  header_text?: unknown;
  body_text?: unknown;
  header_text_named_params?: unknown;
  body_text_named_params?: unknown;
}

/** The example that was given to Meta for a variable. */
function exampleOf(
  component: PlainComponent,
  part: 'header' | 'body',
  name: string,
  index: number,
): string | undefined {
  const examples = (component as { example?: Examples }).example;
  const named = examples?.[`${part}_text_named_params`];
  if (Array.isArray(named)) {
    const found = (named as { param_name?: unknown; example?: unknown }[]).find(
      (one) => one?.param_name === name,
    );
    if (typeof found?.example === 'string') return found.example;
  }
  const listed: unknown = examples?.[`${part}_text`];
  const values: unknown = Array.isArray(listed) && Array.isArray(listed[0]) ? listed[0] : listed;
  const value: unknown = Array.isArray(values) ? values[index] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function textFields(
  component: PlainComponent,
  part: 'header' | 'body',
  prefix: string,
  place: string,
): TemplateField[] {
  const text = component.text ?? '';
  return templateVariables(text).map((name, index) => {
    const example = exampleOf(component, part, name, index);
    const isNumber = /^\d+$/.test(name);
    const label = isNumber ? `${place} value ${name}` : readable(name);
    const before = text.slice(0, text.search(new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`, 'i')));
    const lead = before
      .replace(/\{\{[^}]*\}\}|[*_~`]/g, ' ')
      .trim()
      .split(/\s+/)
      .slice(-4)
      .join(' ');
    return {
      kind: 'text',
      key: `${prefix}${part}.${name}`,
      label: !isNumber && prefix ? `${place}: ${label}` : label,
      max: part === 'header' ? limits.header : limits.interactiveBody,
      before,
      // A number says nothing: the words before it do.
      ...(isNumber && lead ? { hint: `After “${lead}”` } : {}),
      ...(example ? { example } : {}),
    };
  });
}

function headerFields(component: PlainComponent, prefix: string, place: string): TemplateField[] {
  const format = component.format?.toUpperCase() ?? 'TEXT';
  if (format === 'TEXT') return textFields(component, 'header', prefix, `${place}Header`.trim());
  if (isMedia(format)) {
    const media = format.toLowerCase() as HeaderMediaKind;
    const what = { image: 'photo', video: 'video', document: 'document' }[media];
    return [
      { kind: 'media', key: `${prefix}header.media`, label: `${place}Header ${what}`, media },
    ];
  }
  if (format === 'LOCATION')
    return [
      { kind: 'location', key: `${prefix}header.location`, label: `${place}Header location` },
    ];
  return [];
}

function buttonFields(component: PlainComponent, prefix: string, place: string): TemplateField[] {
  return (component.buttons ?? []).flatMap((button, index): TemplateField[] => {
    const label = button.text ?? 'Button';
    const key = `${prefix}button.${index}`;
    if (typeOf(button) === 'URL' && templateVariables(button.url).length) {
      const url = button.url!.replace(/\{\{[^}]*\}\}\s*$/, '');
      const example = Array.isArray(button.example) ? (button.example as unknown[])[0] : undefined;
      return [
        {
          kind: 'link-end',
          key,
          label: `${place}End of the link on "${label}"`,
          hint: `Comes after ${url}`,
          url,
          max: limits.link,
          ...(typeof example === 'string'
            ? { example: example.startsWith(url) ? example.slice(url.length) : example }
            : {}),
        },
      ];
    }
    if (typeOf(button) === 'COPY_CODE') {
      return [{ kind: 'code', key, label: `${place}Code to copy`, max: limits.couponCode }];
    }
    return [];
  });
}

function fieldsOf(
  components: readonly PlainComponent[],
  prefix: string,
  place: string,
): TemplateField[] {
  return components.flatMap((component): TemplateField[] => {
    switch (typeOf(component)) {
      case 'HEADER':
        return headerFields(component, prefix, place);
      case 'BODY':
        return textFields(component, 'body', prefix, place ? place.trim() : 'Text');
      case 'BUTTONS':
        return buttonFields(component, prefix, place);
      case 'LIMITED_TIME_OFFER':
        return component.limited_time_offer?.has_expiration
          ? [{ kind: 'time', key: 'offer', label: 'Offer ends at' }]
          : [];
      default:
        return [];
    }
  });
}

/** Everything a template wants to know, in the order in which the customer reads it. */
export function templateFields(shape: TemplateShape): TemplateField[] {
  // An authentication template says its code twice: one field fills both.
  if (shape.category === 'AUTHENTICATION') {
    return [{ kind: 'code', key: BODY_CODE, label: 'Code', max: 15 }];
  }
  return shape.components.flatMap((component) =>
    typeOf(component) === 'CAROUSEL'
      ? (component.cards ?? []).flatMap((card, index) =>
          fieldsOf(card.components, `card.${index}.`, `Card ${index + 1} `),
        )
      : fieldsOf([component], '', ''),
  );
}
