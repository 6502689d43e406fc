import type { MessageContent } from '@datacare/cloud-api/content';
import { interactiveView, templateView } from './structured-view';
import type { ThreadTemplate } from './thread-message';

type Interactive = Extract<MessageContent, { type: 'interactive' }>['interactive'];
const view = (interactive: object) => interactiveView(interactive as Interactive);

const template: ThreadTemplate = {
  id: 't',
  name: 'order_update',
  language: 'en',
  category: 'UTILITY',
  status: 'APPROVED',
  parameterFormat: 'POSITIONAL',
  qualityScore: null,
  rejectedReason: null,
  components: [
    { type: 'HEADER', format: 'TEXT', text: 'Order {{1}}' },
    { type: 'BODY', text: 'Hello {{1}}' },
    { type: 'FOOTER', text: 'Duka' },
    {
      type: 'BUTTONS',
      buttons: [{ type: 'URL', text: 'Track', url: 'https://duka.example/{{1}}' }],
    },
  ],
};
const send = {
  name: 'order_update',
  language: { code: 'en' },
  components: [
    { type: 'header' as const, parameters: [{ type: 'text' as const, text: 'A-17' }] },
    { type: 'body' as const, parameters: [{ type: 'text' as const, text: 'Asha' }] },
    {
      type: 'button' as const,
      sub_type: 'url' as const,
      index: '0',
      parameters: [{ type: 'text' as const, text: 'A-17' }],
    },
  ],
};

describe('templates as sent', () => {
  it('shows header, body, footer and buttons with their values', () => {
    expect(templateView(send, [template])).toMatchObject({
      eyebrow: { text: 'Template · order update' },
      header: { text: 'Order A-17' },
      body: 'Hello Asha',
      footer: 'Duka',
      buttons: [{ text: 'Track', href: 'https://duka.example/A-17' }],
    });
  });

  it('shows the values that were sent when the template is gone', () => {
    expect(templateView(send, []).facts).toEqual([
      { name: 'header 1', value: 'A-17' },
      { name: 'body 1', value: 'Asha' },
      { name: 'button 1', value: 'A-17' },
    ]);
  });
});

describe('interactive messages', () => {
  it('shows the buttons that were sent and the one that was tapped', () => {
    expect(
      view({
        type: 'button',
        body: { text: 'Ok?' },
        action: { buttons: [{ type: 'reply', reply: { id: 'y', title: 'Yes' } }] },
      }).buttons,
    ).toMatchObject([{ text: 'Yes' }]);
    expect(view({ type: 'button_reply', button_reply: { id: 'y', title: 'Yes' } })).toMatchObject({
      eyebrow: { text: 'Tapped a button' },
      body: 'Yes',
    });
  });

  it('shows a list with its sections and the row that was chosen', () => {
    const list = view({
      type: 'list',
      body: { text: 'When?' },
      action: {
        button: 'Times',
        sections: [{ title: 'Today', rows: [{ id: '1', title: '2 pm' }] }],
      },
    });
    expect(list).toMatchObject({
      sectionsLabel: 'Times',
      sections: [{ title: 'Today', rows: [{ title: '2 pm' }] }],
    });
    expect(
      view({ type: 'list_reply', list_reply: { id: '1', title: '2 pm', description: 'CBD' } }),
    ).toMatchObject({ title: '2 pm', body: 'CBD' });
  });

  it('shows a form’s answers without its token, and broken answers as they came', () => {
    const reply = (response_json: string) =>
      view({ type: 'nfm_reply', nfm_reply: { name: 'flow', response_json } }).facts;
    expect(reply('{"flow_token":"x","shoe_size":42}')).toEqual([
      { name: 'shoe size', value: '42' },
    ]);
    expect(reply('{broken')).toEqual([{ name: 'Answer', value: '{broken' }]);
  });

  it('links only to the web', () => {
    const cta = (url: string) =>
      view({
        type: 'cta_url',
        body: { text: 'x' },
        action: { name: 'cta_url', parameters: { display_text: 'Open', url } },
      }).buttons[0];
    expect(cta('https://duka.example')).toMatchObject({ href: 'https://duka.example' });
    expect(cta('javascript:alert(1)')).not.toHaveProperty('href');
  });

  it.each([
    ['location_request_message', { name: 'send_location' }, 'Send location'],
    ['request_contact_info', { name: 'request_contact_info' }, 'Share phone number'],
    ['flow', { name: 'flow', parameters: { flow_cta: 'Book' } }, 'Book'],
    ['catalog_message', { name: 'catalog_message' }, 'View catalogue'],
    ['voice_call', { name: 'voice_call' }, 'Call'],
    ['call_permission_request', { name: 'call_permission_request' }, 'Allow calls'],
    ['address_message', { name: 'address_message' }, 'Provide address'],
  ])('shows what a %s asks for', (type, action, text) => {
    expect(view({ type, body: { text: 'x' }, action }).buttons).toMatchObject([{ text }]);
  });

  it('shows products and carousels', () => {
    expect(
      view({ type: 'product', action: { catalog_id: 'c', product_retailer_id: 'SKU-1' } }).eyebrow
        ?.text,
    ).toBe('Product SKU-1');
    expect(
      view({
        type: 'product_list',
        header: { type: 'text', text: 'Shoes' },
        body: { text: 'x' },
        action: { sections: [{ title: 'Men', product_items: [{ product_retailer_id: 'SKU-1' }] }] },
      }),
    ).toMatchObject({ header: { text: 'Shoes' }, sections: [{ rows: [{ title: 'SKU-1' }] }] });
    expect(
      view({
        type: 'carousel',
        body: { text: 'x' },
        action: {
          cards: [
            {
              card_index: 0,
              type: 'cta_url',
              header: { type: 'image', image: { id: 'a' } },
              action: { parameters: { display_text: 'Buy', url: 'https://duka.example' } },
            },
          ],
        },
      }).cards,
    ).toMatchObject([{ header: { media: 'image' }, buttons: [{ text: 'Buy' }] }]);
  });
});
