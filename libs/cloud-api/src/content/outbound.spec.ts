import { outboundContentSchema } from './outbound';
import { contentProblems } from './rules';

const problems = (content: unknown) => {
  const parsed = outboundContentSchema.safeParse(content);
  return parsed.success ? [] : contentProblems(parsed.error);
};
const interactive = (value: unknown) => ({ type: 'interactive', interactive: value });
const reply = (id: string, title: string) => ({ type: 'reply', reply: { id, title } });
const buttons = (...given: unknown[]) =>
  interactive({ type: 'button', body: { text: 'Choose' }, action: { buttons: given } });
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => ({ id: `r${from + i}`, title: 'Row' }));
const listOf = (sections: unknown[], body = 'Choose') =>
  interactive({ type: 'list', body: { text: body }, action: { button: 'Open', sections } });
const card = (index: number, kind = 'image', text?: string) => ({
  card_index: index,
  type: 'cta_url',
  header: { type: kind, [kind]: { id: '1' } },
  ...(text === undefined ? {} : { body: { text } }),
  action: { name: 'cta_url', parameters: { display_text: 'Buy', url: 'https://duka.example/1' } },
});
const carousel = (...cards: unknown[]) =>
  interactive({ type: 'carousel', body: { text: 'Look' }, action: { cards } });
const template = (components: unknown[]) => ({
  type: 'template',
  template: { name: 'order_update', language: { code: 'en' }, components },
});

describe('what WhatsApp takes', () => {
  it.each([
    ['text', { type: 'text', text: { body: 'x'.repeat(4096), preview_url: true } }],
    ['image by id', { type: 'image', image: { id: '1', caption: 'c' } }],
    ['image by link', { type: 'image', image: { link: 'https://duka.example/a.jpg' } }],
    ['voice message', { type: 'audio', audio: { id: '1', voice: true } }],
    ['document', { type: 'document', document: { id: '1', filename: 'a.pdf', caption: 'c' } }],
    ['sticker', { type: 'sticker', sticker: { id: '1' } }],
    [
      'location in numbers',
      { type: 'location', location: { latitude: -1.29, longitude: 36.82, name: 'Nairobi' } },
    ],
    [
      'location in texts',
      { type: 'location', location: { latitude: '-1.29', longitude: '36.82' } },
    ],
    [
      'contact',
      {
        type: 'contacts',
        contacts: [
          {
            name: { formatted_name: 'Asha W', first_name: 'Asha' },
            phones: [{ phone: '+254722111222' }],
          },
        ],
      },
    ],
    ['reaction', { type: 'reaction', reaction: { message_id: 'wamid.1', emoji: '👍' } }],
    ['removed reaction', { type: 'reaction', reaction: { message_id: 'wamid.1', emoji: '' } }],
    ['buttons', buttons(reply('1', 'Yes'), reply('2', 'No'))],
    [
      'list',
      listOf([
        { title: 'A', rows: rows(5) },
        { title: 'B', rows: rows(5, 5) },
      ]),
    ],
    ['list with a long body', listOf([{ rows: rows(1) }], 'x'.repeat(4096))],
    [
      'link button',
      interactive({
        type: 'cta_url',
        body: { text: 'b' },
        action: {
          name: 'cta_url',
          parameters: { display_text: 'Open', url: 'https://duka.example' },
        },
      }),
    ],
    [
      'location request',
      interactive({
        type: 'location_request_message',
        body: { text: 'Where?' },
        action: { name: 'send_location' },
      }),
    ],
    [
      'number request',
      interactive({
        type: 'request_contact_info',
        body: { text: 'Number?' },
        action: { name: 'request_contact_info' },
      }),
    ],
    [
      'flow',
      interactive({
        type: 'flow',
        body: { text: 'b' },
        action: {
          name: 'flow',
          parameters: { flow_message_version: '3', flow_id: '1', flow_cta: 'Start' },
        },
      }),
    ],
    [
      'product',
      interactive({ type: 'product', action: { catalog_id: '1', product_retailer_id: '2' } }),
    ],
    [
      'products',
      interactive({
        type: 'product_list',
        header: { type: 'text', text: 'h' },
        body: { text: 'b' },
        action: {
          catalog_id: '1',
          sections: [{ title: 's', product_items: [{ product_retailer_id: '2' }] }],
        },
      }),
    ],
    [
      'catalog',
      interactive({
        type: 'catalog_message',
        body: { text: 'b' },
        action: { name: 'catalog_message' },
      }),
    ],
    ['carousel', carousel(card(0), card(1))],
    [
      'template with everything',
      template([
        { type: 'header', parameters: [{ type: 'image', image: { id: '1' } }] },
        { type: 'body', parameters: [{ type: 'text', text: 'a', parameter_name: 'name' }] },
        { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'x' }] },
        {
          type: 'button',
          sub_type: 'copy_code',
          index: 1,
          parameters: [{ type: 'coupon_code', coupon_code: 'SAVE10' }],
        },
      ]),
    ],
  ])('%s', (_name, content) => {
    expect(problems(content)).toEqual([]);
  });
});

describe('what WhatsApp refuses, in plain words that name the field', () => {
  it.each([
    [
      { type: 'text', text: { body: 'x'.repeat(4213) } },
      'text.body: 4,213 characters; WhatsApp allows 4,096',
    ],
    [{ type: 'text', text: { body: '' } }, 'text.body: is empty'],
    [{ type: 'text', text: {} }, 'text.body: is missing'],
    [{ type: 'text', text: { body: 7 } }, 'text.body: must be text'],
    [{ type: 'text' }, 'text: is missing'],
    [{ type: 'text', text: { body: 'a', bold: true } }, 'text: WhatsApp does not know "bold" here'],
    [{ type: 'gif', gif: {} }, 'type: is not a kind of message that WhatsApp knows'],
    [{ type: 'image', image: {} }, 'image: give either id or link, and only one of them'],
    [
      { type: 'image', image: { id: '1', link: 'https://a.b' } },
      'image: give either id or link, and only one of them',
    ],
    [
      { type: 'image', image: { link: 'javascript:alert(1)' } },
      'image.link: must be a full http or https address',
    ],
    [
      { type: 'video', video: { id: '1', caption: 'x'.repeat(1025) } },
      'video.caption: 1,025 characters; WhatsApp allows 1,024',
    ],
    [
      { type: 'audio', audio: { id: '1', caption: 'x' } },
      'audio: WhatsApp does not know "caption" here',
    ],
    [
      { type: 'location', location: { latitude: 91, longitude: 0 } },
      'location.latitude: must be a number from -90 to 90',
    ],
    [{ type: 'contacts', contacts: [] }, 'contacts: is empty'],
    [
      { type: 'contacts', contacts: [{ name: { formatted_name: 'A' } }] },
      'contacts[0].name: give a first or last name beside formatted_name',
    ],
    [
      buttons(reply('1', 'x'.repeat(21))),
      'interactive.action.buttons[0].reply.title: 21 characters; WhatsApp allows 20',
    ],
    [
      buttons(...['a', 'b', 'c', 'd'].map((id) => reply(id, id))),
      'interactive.action.buttons: 4 entries; WhatsApp allows 3',
    ],
    [
      buttons(reply('1', 'Yes'), reply('2', 'Yes')),
      'interactive.action.buttons: two buttons have the same title',
    ],
    [
      listOf([
        { title: 'A', rows: rows(6) },
        { title: 'B', rows: rows(5, 6) },
      ]),
      'interactive.action.sections: more than 10 rows over all sections',
    ],
    [
      listOf([{ rows: rows(1) }, { title: 'B', rows: rows(1, 1) }]),
      'interactive.action.sections: every section needs a title when there is more than one',
    ],
    [carousel(card(0)), 'interactive.action.cards: 1 entries; WhatsApp asks for at least 2'],
    [
      carousel(card(0), card(1, 'video')),
      'interactive.action.cards: all cards must be of the same kind',
    ],
    [
      carousel(card(0, 'image', 'a\nb\nc\nd'), card(1)),
      'interactive.action.cards[0].body.text: more than 2 line breaks',
    ],
    [
      { type: 'template', template: { name: 'Order Update', language: { code: 'en' } } },
      'template.name: only small letters, digits and underscores',
    ],
    [null, 'must be an object'],
  ])('%j', (content, problem) => {
    expect(problems(content)).toContain(problem);
  });
});
