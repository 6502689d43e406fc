import type { RenderedButton } from '@datacare/cloud-api/content';
import type { Content, LogEntry } from './api';
import { headerView } from './content-view';
import { field, h, icon, openDialog, toast } from './dom';
import type { IconName } from './dom';
import { markup } from './markup-view';

/** Writes as the customer, quoting the message that is answered. */
export interface Answer {
  write: (content: Content) => Promise<unknown>;
  askLocation: () => void;
  shareNumber: () => void;
}

const button = (name: IconName, label: string, onclick: () => unknown) =>
  h(
    'button',
    { type: 'button', class: 'answer', onclick: () => void onclick() },
    icon(name),
    label,
  );

const linkTo = (label: string, url: string) =>
  h(
    'a',
    {
      class: 'answer',
      href: /^https?:/i.test(url) ? url : '#',
      target: '_blank',
      rel: 'noopener noreferrer',
    },
    icon('link'),
    label,
  );

async function copy(text: string) {
  await navigator.clipboard.writeText(text).catch(() => undefined);
  toast(`Copied ${text}`);
}

function templateButton(each: RenderedButton, answer: Answer): HTMLElement {
  switch (each.type) {
    case 'URL':
      return linkTo(each.text, each.url ?? '#');
    case 'PHONE_NUMBER':
      return button('phone', each.text, () =>
        toast(`Calling ${each.phoneNumber ?? ''} is not simulated`),
      );
    case 'COPY_CODE':
    case 'OTP':
      return button('copy', each.text, () => copy(each.code ?? ''));
    case 'REQUEST_CONTACT_INFO':
      return button('person', each.text, answer.shareNumber);
    case 'FLOW':
      return button('list', each.text, () => fillForm(each.text, answer));
    default:
      return button('reply', each.text, () =>
        answer.write({
          type: 'button',
          button: { text: each.text, payload: each.payload ?? each.text },
        }),
      );
  }
}

function fillForm(title: string, answer: Answer) {
  const values = h('textarea', {
    rows: 5,
    value: '{\n  "name": "Asha",\n  "size": "M"\n}',
    spellcheck: false,
  });
  openDialog({
    title,
    body: [field('What the form sends', values, 'A JSON object')],
    action: 'Send the form',
    run: () => {
      const response_json = JSON.stringify(JSON.parse(values.value));
      return answer.write({
        type: 'interactive',
        interactive: {
          type: 'nfm_reply',
          nfm_reply: { name: 'flow', body: 'Sent', response_json },
        },
      });
    },
  });
}

interface Section {
  title?: string | undefined;
  rows: { id: string; title: string; description?: string | undefined }[];
}

function chooseRow(title: string, sections: Section[], answer: Answer) {
  const groups = sections.map((section) =>
    h(
      'fieldset',
      { class: 'choices' },
      h('legend', {}, section.title ?? title),
      ...section.rows.map((row) =>
        h(
          'label',
          { class: 'choice' },
          h(
            'span',
            {},
            h('strong', {}, row.title),
            row.description ? h('small', {}, row.description) : undefined,
          ),
          h('input', { type: 'radio', name: 'row', value: row.id, required: true }),
        ),
      ),
    ),
  );
  const dialog = openDialog({
    title,
    body: groups,
    action: 'Send',
    run: () => {
      const id = dialog.querySelector<HTMLInputElement>('input[name=row]:checked')?.value;
      const row = sections.flatMap((section) => section.rows).find((each) => each.id === id);
      if (!row) throw new Error('Choose a row first.');
      return answer.write({
        type: 'interactive',
        interactive: { type: 'list_reply', list_reply: { ...row } },
      });
    },
  });
}

const order = (catalogId: string, productId: string, answer: Answer) =>
  answer.write({
    type: 'order',
    order: {
      catalog_id: catalogId,
      product_items: [
        { product_retailer_id: productId, quantity: 1, item_price: 950, currency: 'KES' },
      ],
    },
  });

const callReply = (response: 'accept' | 'reject', answer: Answer) =>
  answer.write({
    type: 'interactive',
    interactive: {
      type: 'call_permission_reply',
      call_permission_reply: { response, response_source: 'user_action' },
    },
  });

function interactiveActions(entry: LogEntry, answer: Answer): HTMLElement[] {
  if (entry.content.type !== 'interactive') return [];
  const { interactive } = entry.content;
  switch (interactive.type) {
    case 'button':
      return interactive.action.buttons.map(({ reply }) =>
        button('reply', reply.title, () =>
          answer.write({
            type: 'interactive',
            interactive: { type: 'button_reply', button_reply: reply },
          }),
        ),
      );
    case 'list':
      return [
        button('list', interactive.action.button, () =>
          chooseRow(interactive.action.button, interactive.action.sections, answer),
        ),
      ];
    case 'cta_url':
      return [
        linkTo(interactive.action.parameters.display_text, interactive.action.parameters.url),
      ];
    case 'location_request_message':
      return [button('pin', 'Send location', answer.askLocation)];
    case 'request_contact_info':
      return [button('person', 'Share phone number', answer.shareNumber)];
    case 'flow':
      return [
        button('list', interactive.action.parameters.flow_cta, () =>
          fillForm(interactive.action.parameters.flow_cta, answer),
        ),
      ];
    case 'address_message':
      return [button('pin', 'Provide address', () => fillForm('Address', answer))];
    case 'product':
      return [
        button('cart', 'Order it', () =>
          order(interactive.action.catalog_id, interactive.action.product_retailer_id, answer),
        ),
      ];
    case 'product_list':
      return interactive.action.sections
        .flatMap((section) => section.product_items)
        .map((item) =>
          button('cart', `Order ${item.product_retailer_id}`, () =>
            order(interactive.action.catalog_id, item.product_retailer_id, answer),
          ),
        );
    case 'catalog_message':
      return [
        button('cart', 'View catalogue', () => toast('The catalogue itself is not simulated')),
      ];
    case 'call_permission_request':
      return [
        button('check', 'Allow calls', () => callReply('accept', answer)),
        button('close', 'Decline', () => callReply('reject', answer)),
      ];
    case 'voice_call':
      return [button('phone', 'Call', () => toast('Calls are not simulated'))];
    case 'carousel':
      return [
        cards(
          interactive.action.cards.map((card) =>
            card.type === 'product'
              ? h(
                  'article',
                  { class: 'card' },
                  h('p', {}, card.action.product_retailer_id),
                  button('cart', 'Order it', () =>
                    order(card.action.catalog_id, card.action.product_retailer_id, answer),
                  ),
                )
              : h(
                  'article',
                  { class: 'card' },
                  headerView({ media: card.header }),
                  markup(card.body?.text ?? ''),
                  linkTo(card.action.parameters.display_text, card.action.parameters.url),
                ),
          ),
        ),
      ];
    default:
      return [];
  }
}

const cards = (list: HTMLElement[]) =>
  h('div', { class: 'cards', tabIndex: 0, role: 'group', 'aria-label': 'Cards' }, ...list);

/** The buttons under a business's message. */
export function actionsOf(entry: LogEntry, answer: Answer): HTMLElement[] {
  const { rendered } = entry;
  if (!rendered) return interactiveActions(entry, answer);
  const own = rendered.buttons.map((each) => templateButton(each, answer));
  if (rendered.cards.length === 0) return own;
  const carousel = cards(
    rendered.cards.map((card) =>
      h(
        'article',
        { class: 'card' },
        headerView(card.header),
        markup(card.body),
        ...card.buttons.map((each) => templateButton(each, answer)),
      ),
    ),
  );
  return [carousel, ...own];
}
