import { previewOf } from './preview';
import type { MessageContent } from './preview';

describe('the one line for a list row', () => {
  it.each<[MessageContent, string]>([
    [{ type: 'text', text: { body: 'Hello *there*\n- one' } }, 'Hello there one'],
    [{ type: 'text', text: { body: 'x'.repeat(300) } }, `${'x'.repeat(159)}…`],
    [
      { type: 'image', image: { id: '1', mime_type: 'image/png', caption: 'Broken' } },
      'Photo: Broken',
    ],
    [{ type: 'image', image: { id: '1' } }, 'Photo'],
    [{ type: 'audio', audio: { id: '1', voice: true } }, 'Voice message'],
    [{ type: 'document', document: { id: '1', filename: 'a.pdf' } }, 'Document: a.pdf'],
    [
      { type: 'location', location: { latitude: 1, longitude: 2, name: 'Sarit' } },
      'Location: Sarit',
    ],
    [{ type: 'contacts', contacts: [{ name: { formatted_name: 'Asha' } }] }, 'Contact: Asha'],
    [
      {
        type: 'interactive',
        interactive: { type: 'button_reply', button_reply: { id: '1', title: 'Yes' } },
      },
      'Yes',
    ],
    [
      {
        type: 'interactive',
        interactive: {
          type: 'location_request_message',
          body: { text: 'Where?' },
          action: { name: 'send_location' },
        },
      },
      'Location request: Where?',
    ],
    [
      { type: 'order', order: { product_items: [{ product_retailer_id: '1', quantity: 2 }] } },
      'Order of 1 product',
    ],
    [{ type: 'reaction', reaction: { message_id: 'w', emoji: '👍' } }, 'Reacted 👍'],
    [
      { type: 'template', template: { name: 'order_update', language: { code: 'en' } } },
      'Template: order update',
    ],
    [{ type: 'unsupported', raw: {} }, 'Message of an unsupported kind'],
  ])('%j', (content, line) => {
    expect(previewOf(content)).toBe(line);
  });
});
