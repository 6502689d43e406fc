import type { TemplateComponent } from '../content/account-template';
import { limits } from '../content/limits';
import { renderTemplate, templateVariables } from '../content/render-template';
import type { TemplateSend, TemplateSendComponent } from '../content/template-content';
import { GraphError } from './http';
import type { StoredTemplate, TemplateStore } from './template-store';

const sendable = new Set(['APPROVED', 'FLAGGED', 'REINSTATED']);
const mediaFormats = new Set(['IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION']);

type Part<T> = Extract<TemplateSendComponent, { type: T }>;
type Cardable = Part<'header'> | Part<'body'> | Part<'button'>;

const mismatch = (details: string) =>
  new GraphError(
    132000,
    400,
    '(#132000) Number of parameters does not match the expected number of params',
    details,
  );
const wrongForm = (details: string) =>
  new GraphError(
    132012,
    400,
    '(#132012) Parameter format does not match format in the created template',
    details,
  );

function checkText(
  place: string,
  text: string | undefined,
  parameters: readonly { parameter_name?: string | undefined }[],
  isNamed: boolean,
): void {
  const variables = templateVariables(text);
  if (parameters.length !== variables.length)
    throw mismatch(
      `${place}: number of localizable_params (${parameters.length}) does not match the expected number of params (${variables.length})`,
    );
  if (!isNamed) return;
  for (const variable of variables)
    if (!parameters.some((parameter) => parameter.parameter_name === variable))
      throw wrongForm(`${place}: parameter name ${variable} is missing`);
}

function checkHeader(
  header: TemplateComponent,
  sent: Part<'header'> | undefined,
  isNamed: boolean,
): void {
  const format = header.format?.toUpperCase() ?? 'TEXT';
  const parameter = sent?.parameters[0];
  if (format === 'TEXT') {
    const texts = (sent?.parameters ?? []).filter((each) => each.type === 'text');
    checkText('header', header.text, texts, isNamed);
  } else if (mediaFormats.has(format) && parameter?.type !== format.toLowerCase())
    throw wrongForm(
      `header: Format mismatch, expected ${format}, received ${parameter?.type.toUpperCase() ?? 'UNKNOWN'}`,
    );
}

function checkButtons(
  buttons: TemplateComponent['buttons'],
  sent: readonly Part<'button'>[],
): void {
  (buttons ?? []).forEach((button, index) => {
    const filled = sent.find((part) => Number(part.index) === index);
    const parameter = filled?.parameters?.[0];
    const needsText = templateVariables(button.url).length > 0 || button.type === 'OTP';
    if (needsText && parameter?.type !== 'text')
      throw new GraphError(
        131008,
        400,
        '(#131008) Required parameter is missing',
        `buttons: Button at index ${index} of type ${button.type} requires a parameter`,
      );
    if (button.type === 'COPY_CODE' && parameter?.type !== 'coupon_code')
      throw new GraphError(
        131008,
        400,
        '(#131008) Required parameter is missing',
        `buttons: Button at index ${index} of type CopyCode requires a coupon code`,
      );
    if (button.type === 'URL' && !needsText && parameter)
      throw mismatch(`buttons: Button at index ${index} takes no parameter`);
  });
  const stray = sent.find((part) => Number(part.index) >= (buttons?.length ?? 0));
  if (stray) throw mismatch(`buttons: there is no button at index ${stray.index}`);
}

function checkParts(
  components: readonly TemplateComponent[],
  parts: readonly Cardable[],
  isNamed: boolean,
  category: string,
): void {
  const of = (type: string) =>
    components.find((component) => component.type.toUpperCase() === type);
  const header = of('HEADER');
  const sentHeader = parts.find((part) => part.type === 'header');
  if (header) checkHeader(header, sentHeader, isNamed);
  else if (sentHeader) throw mismatch('header: the template has none');
  const body = of('BODY');
  const parameters = parts.find((part) => part.type === 'body')?.parameters ?? [];
  const text = category === 'AUTHENTICATION' && !body?.text ? '{{1}}' : body?.text;
  if (body || parameters.length > 0) checkText('body', text, parameters, isNamed);
  checkButtons(
    of('BUTTONS')?.buttons,
    parts.filter((part) => part.type === 'button'),
  );
}

/** The template that a send asks for; throws Meta's error when it cannot be sent so. */
export function checkTemplate(store: TemplateStore, send: TemplateSend): StoredTemplate {
  const template = store.find(send.name, send.language.code);
  if (
    !template ||
    !(
      sendable.has(template.status) ||
      template.status === 'PAUSED' ||
      template.status === 'DISABLED'
    )
  )
    throw new GraphError(
      132001,
      404,
      '(#132001) Template name does not exist in the translation',
      `template name (${send.name}) does not exist in ${send.language.code}`,
    );
  if (template.status === 'PAUSED')
    throw new GraphError(132015, 400, '(#132015) Template is Paused');
  if (template.status === 'DISABLED')
    throw new GraphError(132016, 400, '(#132016) Template is Disabled');
  const sent = send.components ?? [];
  const isNamed = template.parameter_format === 'NAMED';
  const parts = sent.filter(
    (part): part is Cardable => part.type !== 'carousel' && part.type !== 'limited_time_offer',
  );
  checkParts(template.components, parts, isNamed, template.category);
  const cards =
    template.components.find((component) => component.type.toUpperCase() === 'CAROUSEL')?.cards ??
    [];
  const sentCards = sent.find((part) => part.type === 'carousel')?.cards ?? [];
  if (cards.length !== sentCards.length)
    throw mismatch(`carousel: ${sentCards.length} cards instead of ${cards.length}`);
  cards.forEach((card, index) => {
    const filled = sentCards.find((each) => each.card_index === index);
    if (!filled) throw mismatch(`carousel: card ${index} is missing`);
    checkParts(card.components, filled.components, isNamed, template.category);
  });
  if (renderTemplate(template, send).body.length > limits.interactiveBody)
    throw new GraphError(132005, 400, '(#132005) Translated text too long');
  return template;
}
