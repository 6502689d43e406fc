import {
  renderTemplate,
  type AccountTemplate,
  type MessageContent,
  type RenderedButton,
  type RenderedCard,
} from '@datacare/cloud-api/content';
import type { GlyphName } from '../../ui/glyph';
import type { ThreadTemplate } from './thread-message';
import type { Place } from './location-card';

export interface ViewButton {
  glyph: GlyphName;
  text: string;
  /** What else the button carries: the address, the number, the code. */
  detail?: string;
  href?: string;
}

/** An interactive message, its answer, or a filled template as the parts a bubble shows. */
export interface StructuredView {
  /** A small line above: what kind of thing this is. */
  eyebrow?: { glyph: GlyphName; text: string };
  header?: { text: string } | { place: Place } | { media: string; name?: string };
  title?: string;
  body: string;
  footer?: string;
  facts: { name: string; value: string }[];
  sections: { title: string; rows: { title: string; description?: string }[] }[];
  sectionsLabel?: string;
  buttons: ViewButton[];
  cards: StructuredView[];
}

type Interactive = Extract<MessageContent, { type: 'interactive' }>['interactive'];
type TemplateSend = Extract<MessageContent, { type: 'template' }>['template'];

const empty = (): StructuredView => ({ body: '', facts: [], sections: [], buttons: [], cards: [] });
const webLink = (url: string) => (/^https?:\/\//i.test(url) ? { href: url } : {});

interface Framed {
  header?: { type: string; text?: string; [kind: string]: unknown } | undefined;
  body?: { text: string } | undefined;
  footer?: { text: string } | undefined;
}

function frame(interactive: Framed): StructuredView {
  const view: StructuredView = { ...empty(), body: interactive.body?.text ?? '' };
  const { header, footer } = interactive;
  if (header?.text) view.header = { text: header.text };
  else if (header) view.header = { media: header.type };
  if (footer) view.footer = footer.text;
  return view;
}

/** A form's answers as names and values; what is no JSON object is shown as it came. */
function formFacts(json: string | undefined): StructuredView['facts'] {
  if (!json) return [];
  try {
    const answers: unknown = JSON.parse(json);
    if (typeof answers !== 'object' || answers === null)
      return [{ name: 'Answer', value: String(answers) }];
    return Object.entries(answers)
      .filter(([name]) => name !== 'flow_token')
      .map(([name, value]) => ({
        name: name.replaceAll('_', ' '),
        value: typeof value === 'string' ? value : JSON.stringify(value),
      }));
  } catch {
    return [{ name: 'Answer', value: json }];
  }
}

const tapped = (text: string): StructuredView['eyebrow'] => ({ glyph: 'reply', text });

function cardView(card: Framed & { action: unknown }): StructuredView {
  const action = card.action as {
    parameters?: { display_text: string; url: string };
    product_retailer_id?: string;
  };
  const view = frame(card);
  if (action.parameters)
    view.buttons.push({
      glyph: 'external',
      text: action.parameters.display_text,
      ...webLink(action.parameters.url),
    });
  if (action.product_retailer_id) view.title = `Product ${action.product_retailer_id}`;
  return view;
}

/** An interactive message or the customer's answer to one. */
export function interactiveView(interactive: Interactive): StructuredView {
  switch (interactive.type) {
    case 'button_reply':
      return {
        ...empty(),
        eyebrow: tapped('Tapped a button'),
        body: interactive.button_reply.title,
      };
    case 'list_reply': {
      const { title, description } = interactive.list_reply;
      return { ...empty(), eyebrow: tapped('Chose from the list'), title, body: description ?? '' };
    }
    case 'nfm_reply': {
      const isAddress = interactive.nfm_reply.name === 'address_message';
      return {
        ...empty(),
        eyebrow: { glyph: 'form', text: isAddress ? 'Sent an address' : 'Filled in a form' },
        facts: formFacts(interactive.nfm_reply.response_json),
      };
    }
    case 'call_permission_reply':
      return {
        ...empty(),
        eyebrow: { glyph: 'phone', text: 'Answer to the call request' },
        body:
          interactive.call_permission_reply.response === 'accept'
            ? 'Calls allowed'
            : 'Calls declined',
      };
    default:
      return sentView(interactive as SentInteractive);
  }
}

type SentInteractive = Exclude<
  Interactive,
  { type: 'button_reply' | 'list_reply' | 'nfm_reply' | 'call_permission_reply' }
>;

function sentView(interactive: SentInteractive): StructuredView {
  const view = frame(interactive as Framed);
  switch (interactive.type) {
    case 'button':
      view.buttons = interactive.action.buttons.map(({ reply }) => ({
        glyph: 'reply',
        text: reply.title,
      }));
      return view;
    case 'list':
      view.sectionsLabel = interactive.action.button;
      view.sections = interactive.action.sections.map((section) => ({
        title: section.title ?? '',
        rows: section.rows.map((row) => ({
          title: row.title,
          ...(row.description ? { description: row.description } : {}),
        })),
      }));
      return view;
    case 'cta_url': {
      const { display_text, url } = interactive.action.parameters;
      view.buttons = [{ glyph: 'external', text: display_text, detail: url, ...webLink(url) }];
      return view;
    }
    case 'location_request_message':
      view.buttons = [{ glyph: 'pin', text: 'Send location' }];
      return view;
    case 'request_contact_info':
      view.buttons = [{ glyph: 'phone', text: 'Share phone number' }];
      return view;
    case 'flow':
      view.buttons = [{ glyph: 'form', text: interactive.action.parameters.flow_cta }];
      return view;
    case 'product':
      view.eyebrow = { glyph: 'bag', text: `Product ${interactive.action.product_retailer_id}` };
      return view;
    case 'product_list':
      view.sectionsLabel = 'View items';
      view.sections = interactive.action.sections.map((section) => ({
        title: section.title,
        rows: section.product_items.map((item) => ({ title: item.product_retailer_id })),
      }));
      return view;
    case 'catalog_message':
      view.buttons = [{ glyph: 'bag', text: 'View catalogue' }];
      return view;
    case 'carousel':
      view.cards = interactive.action.cards.map((card) =>
        cardView(card as Framed & { action: unknown }),
      );
      return view;
    case 'call_permission_request':
      view.buttons = [{ glyph: 'phone', text: 'Allow calls' }];
      return view;
    case 'voice_call':
      view.buttons = [
        { glyph: 'phone', text: interactive.action.parameters?.display_text ?? 'Call' },
      ];
      return view;
    case 'address_message':
      view.buttons = [{ glyph: 'pin', text: 'Provide address' }];
      return view;
  }
}

const buttonGlyphs: Record<string, GlyphName> = {
  QUICK_REPLY: 'reply',
  URL: 'external',
  PHONE_NUMBER: 'phone',
  COPY_CODE: 'copy',
  OTP: 'copy',
  FLOW: 'form',
  CATALOG: 'bag',
  MPM: 'bag',
  SPM: 'bag',
  VOICE_CALL: 'phone',
  REQUEST_CONTACT_INFO: 'phone',
};

function templateButton(button: RenderedButton): ViewButton {
  const detail = button.code ?? button.phoneNumber ?? button.url;
  return {
    glyph: buttonGlyphs[button.type.toUpperCase()] ?? 'reply',
    text: button.text || 'Button',
    ...(detail ? { detail } : {}),
    ...(button.url ? webLink(button.url) : {}),
  };
}

function renderedView(card: RenderedCard): StructuredView {
  const view: StructuredView = {
    ...empty(),
    body: card.body,
    buttons: card.buttons.map(templateButton),
  };
  if (card.footer) view.footer = card.footer;
  const header = card.header;
  if (!header) return view;
  if ('text' in header) view.header = { text: header.text };
  else if ('format' in header) view.header = { media: header.format.toLowerCase() };
  else if (header.media.type === 'location') view.header = { place: header.media.location };
  else {
    const name = header.media.type === 'document' ? header.media.document.filename : undefined;
    view.header = { media: header.media.type, ...(name ? { name } : {}) };
  }
  return view;
}

/** The components of a listed template; the schema carries them as plain JSON. */
export function accountTemplate(
  template: ThreadTemplate,
): Pick<AccountTemplate, 'category' | 'components'> {
  return {
    category: template.category,
    components: (Array.isArray(template.components)
      ? template.components
      : []) as AccountTemplate['components'],
  };
}

/** A template with its values filled in, as the customer sees it. */
export function filledTemplate(
  template: ThreadTemplate,
  send: Pick<TemplateSend, 'components'>,
): StructuredView {
  const rendered = renderTemplate(accountTemplate(template), send);
  const view = renderedView(rendered);
  view.cards = rendered.cards.map(renderedView);
  if (rendered.offer) view.facts = [{ name: 'Offer', value: rendered.offer.text }];
  return view;
}

/** A sent template: filled where we still know it, else its name and the values that were sent. */
export function templateView(
  send: TemplateSend,
  templates: readonly ThreadTemplate[],
): StructuredView {
  const eyebrow = {
    glyph: 'template',
    text: `Template · ${send.name.replaceAll('_', ' ')}`,
  } as const;
  const known = templates.find(
    (one) => one.name === send.name && one.language === send.language.code,
  );
  if (known) return { ...filledTemplate(known, send), eyebrow };
  const facts = (send.components ?? []).flatMap((component) =>
    component.type === 'header' || component.type === 'body' || component.type === 'button'
      ? (component.parameters ?? []).flatMap((parameter, index) =>
          parameter.type === 'text'
            ? [
                {
                  name:
                    ('parameter_name' in parameter && parameter.parameter_name) ||
                    `${component.type} ${index + 1}`,
                  value: parameter.text,
                },
              ]
            : [],
        )
      : [],
  );
  return { ...empty(), eyebrow, facts };
}
