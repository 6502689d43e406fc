import type { AccountTemplate, TemplateButton, TemplateComponent } from './account-template';
import type { TemplateSend, TemplateSendComponent } from './template-content';

type Parts = Pick<TemplateComponent, 'type' | 'format' | 'text' | 'buttons'>;
type SendPart = Exclude<TemplateSendComponent, { type: 'carousel' | 'limited_time_offer' }>;
type HeaderParameter = Extract<SendPart, { type: 'header' }>['parameters'][number];

export interface RenderedButton {
  type: string;
  text: string;
  url?: string;
  phoneNumber?: string;
  payload?: string;
  code?: string;
}

export interface RenderedCard {
  /** Text of the header, or the media or location that fills it. */
  header?: { text: string } | { media: HeaderParameter } | { format: string };
  body: string;
  footer?: string;
  buttons: RenderedButton[];
}

/** A template filled with its values, as the customer sees it. */
export interface RenderedTemplate extends RenderedCard {
  offer?: { text: string; expiresAt?: number };
  cards: RenderedCard[];
}

/** Names (or 1-based numbers) of the variables of a template text, in order of first appearance. */
export function templateVariables(text: string | undefined): string[] {
  return [
    ...new Set([...(text ?? '').matchAll(/\{\{\s*([a-z0-9_]+)\s*\}\}/gi)].map((hit) => hit[1]!)),
  ];
}

interface Filler {
  type: string;
  text?: string;
  parameter_name?: string | undefined;
  currency?: { fallback_value: string };
  date_time?: { fallback_value: string };
}

function fill(text: string | undefined, parameters: readonly Filler[]): string {
  const values = new Map(
    parameters.map((parameter, index) => [
      parameter.parameter_name ?? String(index + 1),
      parameter.text ?? parameter.currency?.fallback_value ?? parameter.date_time?.fallback_value,
    ]),
  );
  return (text ?? '').replace(
    /\{\{\s*([a-z0-9_]+)\s*\}\}/gi,
    (whole, name: string) => values.get(name) ?? whole,
  );
}

function renderButton(
  button: TemplateButton,
  index: number,
  parts: readonly SendPart[],
): RenderedButton {
  const sent = parts.find((part) => part.type === 'button' && Number(part.index) === index);
  const parameter = sent?.type === 'button' ? sent.parameters?.[0] : undefined;
  const rendered: RenderedButton = { type: button.type, text: button.text ?? button.type };
  if (button.type === 'OTP') rendered.text = button.text ?? 'Copy code';
  if (button.url) rendered.url = fill(button.url, parameter?.type === 'text' ? [parameter] : []);
  if (button.phone_number) rendered.phoneNumber = button.phone_number;
  if (parameter?.type === 'payload') rendered.payload = parameter.payload;
  if (parameter?.type === 'coupon_code') rendered.code = parameter.coupon_code;
  if (button.type === 'OTP' && parameter?.type === 'text') rendered.code = parameter.text;
  return rendered;
}

function renderCard(components: readonly Parts[], parts: readonly SendPart[]): RenderedCard {
  const card: RenderedCard = { body: '', buttons: [] };
  const sentHeader = parts.find((part) => part.type === 'header');
  const headerParameters = sentHeader?.type === 'header' ? sentHeader.parameters : [];
  const sentBody = parts.find((part) => part.type === 'body');
  const bodyParameters = sentBody?.type === 'body' ? sentBody.parameters : [];
  for (const component of components) {
    const type = component.type.toUpperCase();
    if (type === 'HEADER') {
      const media = headerParameters.find((parameter) => parameter.type !== 'text');
      if (media) card.header = { media };
      else if ((component.format ?? 'TEXT') === 'TEXT')
        card.header = { text: fill(component.text, headerParameters as readonly Filler[]) };
      else card.header = { format: component.format! };
    }
    if (type === 'BODY') card.body = fill(component.text, bodyParameters);
    if (type === 'FOOTER' && component.text) card.footer = component.text;
    if (type === 'BUTTONS')
      card.buttons = (component.buttons ?? []).map((button, index) =>
        renderButton(button, index, parts),
      );
  }
  return card;
}

const AUTHENTICATION_BODY = '*{{1}}* is your verification code.';
const SECURITY_ADVICE = ' For your security, do not share this code.';

/** Authentication templates have preset words that the account does not always list. */
function presetComponents(
  template: Pick<AccountTemplate, 'category' | 'components'>,
): TemplateComponent[] {
  if (template.category !== 'AUTHENTICATION') return template.components;
  return template.components.map((component) => {
    const type = component.type.toUpperCase();
    if (type === 'BODY' && !component.text)
      return {
        ...component,
        text: AUTHENTICATION_BODY + (component.add_security_recommendation ? SECURITY_ADVICE : ''),
      };
    if (type === 'FOOTER' && !component.text && component.code_expiration_minutes)
      return {
        ...component,
        text: `This code expires in ${component.code_expiration_minutes} minutes.`,
      };
    return component;
  });
}

/** Fills a template with the values of a send; a variable without a value keeps its braces. */
export function renderTemplate(
  template: Pick<AccountTemplate, 'category' | 'components'>,
  send: Pick<TemplateSend, 'components'>,
): RenderedTemplate {
  const components = presetComponents(template);
  const sent = send.components ?? [];
  const parts = sent.filter(
    (part): part is SendPart =>
      part.type === 'header' || part.type === 'body' || part.type === 'button',
  );
  const carousel = components.find((component) => component.type.toUpperCase() === 'CAROUSEL');
  const sentCarousel = sent.find((part) => part.type === 'carousel');
  const rendered: RenderedTemplate = {
    ...renderCard(components, parts),
    cards: (carousel?.cards ?? []).map((card, index) =>
      renderCard(
        card.components,
        sentCarousel?.cards.find((filled) => filled.card_index === index)?.components ?? [],
      ),
    ),
  };
  const offer = components.find((component) => component.limited_time_offer)?.limited_time_offer;
  if (offer) {
    const sentOffer = sent.find((part) => part.type === 'limited_time_offer');
    const expiresAt = sentOffer?.parameters[0]?.limited_time_offer.expiration_time_ms;
    rendered.offer = { text: offer.text ?? '', ...(expiresAt === undefined ? {} : { expiresAt }) };
  }
  return rendered;
}
