import {
  templateVariables,
  type OutboundContent,
  type TemplateComponent,
  type TemplateSendComponent,
} from '@datacare/cloud-api/content';
import type { TemplateShape } from './template-fields';
import { mediaOf, placeOf, textOf, type FieldValues } from './template-values';

type CardComponent = Extract<
  TemplateSendComponent,
  { type: 'carousel' }
>['cards'][number]['components'][number];
type HeaderParameter = Extract<TemplateSendComponent, { type: 'header' }>['parameters'][number];

const named = (shape: TemplateShape, name: string) =>
  shape.isNamed ? { parameter_name: name } : {};

function headerParameter(
  shape: TemplateShape,
  component: TemplateComponent,
  values: FieldValues,
  prefix: string,
): HeaderParameter | undefined {
  const format = component.format?.toUpperCase() ?? 'TEXT';
  if (format === 'TEXT') {
    const [name] = templateVariables(component.text);
    return name === undefined
      ? undefined
      : { type: 'text', text: textOf(values[`${prefix}header.${name}`]), ...named(shape, name) };
  }
  if (format === 'LOCATION') {
    const place = placeOf(values[`${prefix}header.location`]);
    if (!place) return undefined;
    return {
      type: 'location',
      location: {
        latitude: place.latitude.trim(),
        longitude: place.longitude.trim(),
        name: place.name.trim(),
        address: place.address.trim(),
      },
    };
  }
  const { mediaId, link, filename } = mediaOf(values[`${prefix}header.media`]);
  // Our API takes `mediaId` where Meta's has `id`; the server puts Meta's in when it sends.
  const source = mediaId ? { mediaId } : { link: link?.trim() };
  const type = format.toLowerCase() as 'image' | 'video' | 'document';
  return {
    type,
    [type]: { ...source, ...(type === 'document' && filename ? { filename } : {}) },
  } as HeaderParameter;
}

function buttonComponents(
  component: TemplateComponent,
  values: FieldValues,
  prefix: string,
): CardComponent[] {
  return (component.buttons ?? []).flatMap((button, index): CardComponent[] => {
    const text = textOf(values[`${prefix}button.${index}`]);
    switch (button.type.toUpperCase()) {
      case 'URL':
        return templateVariables(button.url).length
          ? [
              {
                type: 'button',
                sub_type: 'url',
                index: String(index),
                parameters: [{ type: 'text', text }],
              },
            ]
          : [];
      case 'COPY_CODE':
        return [
          {
            type: 'button',
            sub_type: 'copy_code',
            index: String(index),
            parameters: [{ type: 'coupon_code', coupon_code: text }],
          },
        ];
      case 'FLOW':
        return [
          {
            type: 'button',
            sub_type: 'flow',
            index: String(index),
            parameters: [{ type: 'action', action: { flow_token: 'unused' } }],
          },
        ];
      default:
        // A quick reply without a payload of ours comes back with its label; the others carry nothing.
        return [];
    }
  });
}

function sendParts(
  shape: TemplateShape,
  components: readonly TemplateComponent[],
  values: FieldValues,
  prefix: string,
): CardComponent[] {
  return components.flatMap((component): CardComponent[] => {
    switch (component.type.toUpperCase()) {
      case 'HEADER': {
        const parameter = headerParameter(shape, component, values, prefix);
        return parameter ? [{ type: 'header', parameters: [parameter] }] : [];
      }
      case 'BODY': {
        const names = templateVariables(component.text);
        if (!names.length) return [];
        // Positional values go by number, whatever the order in which the text uses them.
        const ordered = shape.isNamed ? names : [...names].sort((a, b) => Number(a) - Number(b));
        return [
          {
            type: 'body',
            parameters: ordered.map((name) => ({
              type: 'text',
              text: textOf(values[`${prefix}body.${name}`]),
              ...named(shape, name),
            })),
          },
        ];
      }
      case 'BUTTONS':
        return buttonComponents(component, values, prefix);
      default:
        return [];
    }
  });
}

function authenticationParts(values: FieldValues): TemplateSendComponent[] {
  const text = textOf(values['code']);
  return [
    { type: 'body', parameters: [{ type: 'text', text }] },
    { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text }] },
  ];
}

/** The message to send: Meta's `template` content with every component that the template needs, and no other. */
export function templateContent(
  shape: TemplateShape,
  values: FieldValues,
): Extract<OutboundContent, { type: 'template' }> {
  const components: TemplateSendComponent[] =
    shape.category === 'AUTHENTICATION'
      ? authenticationParts(values)
      : [
          ...sendParts(shape, shape.components, values, ''),
          ...shape.components.flatMap((component): TemplateSendComponent[] =>
            special(shape, component, values),
          ),
        ];
  return {
    type: 'template',
    template: {
      name: shape.name,
      language: { code: shape.language },
      ...(components.length ? { components } : {}),
    },
  };
}

function special(
  shape: TemplateShape,
  component: TemplateComponent,
  values: FieldValues,
): TemplateSendComponent[] {
  const type = component.type.toUpperCase();
  if (type === 'LIMITED_TIME_OFFER' && component.limited_time_offer?.has_expiration) {
    const expiration_time_ms = Date.parse(textOf(values['offer']));
    return [
      {
        type: 'limited_time_offer',
        parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms } }],
      },
    ];
  }
  if (type !== 'CAROUSEL') return [];
  const cards = (component.cards ?? []).map((card, index) => ({
    card_index: index,
    components: sendParts(shape, card.components as TemplateComponent[], values, `card.${index}.`),
  }));
  return [{ type: 'carousel', cards }];
}
