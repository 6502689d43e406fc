import { parseItem } from './parse-item';
import { PoisonItem } from './parsed-item';

const metadata = { display_phone_number: '254711000000', phone_number_id: '1060001' };
const contacts = [
  {
    profile: { name: 'Asha', username: 'asha.w' },
    wa_id: '254722111222',
    user_id: 'KE.1',
    parent_user_id: 'KE.ENT.1',
  },
];
const base = { id: 'wamid.A', from: '254722111222', from_user_id: 'KE.1', timestamp: '1790000000' };
const message = (more: object) =>
  parseItem({
    field: 'messages',
    wabaId: '900',
    metadata,
    contacts,
    message: { ...base, ...more },
  });
const status = (more: object) =>
  parseItem({
    field: 'messages',
    wabaId: '900',
    metadata,
    status: {
      id: 'wamid.X',
      status: 'sent',
      timestamp: '1790000001',
      recipient_id: '254722111222',
      ...more,
    },
  });

const contentOf = (more: object) => {
  const item = message(more);
  if (item.kind !== 'message') throw new Error(item.kind);
  return item.content;
};

describe('a customer message', () => {
  it('keeps who wrote it, when, and to which number', () => {
    expect(
      message({
        type: 'text',
        text: { body: 'Hi' },
        context: { id: 'wamid.Q', from: '254711000000' },
      }),
    ).toMatchObject({
      kind: 'message',
      wamid: 'wamid.A',
      phoneNumberId: '1060001',
      wabaId: '900',
      from: {
        waId: '254722111222',
        userId: 'KE.1',
        parentUserId: 'KE.ENT.1',
        username: 'asha.w',
        profileName: 'Asha',
      },
      at: new Date(1_790_000_000_000),
      content: { type: 'text', text: { body: 'Hi' } },
      replyToWamid: 'wamid.Q',
    });
  });

  it('does without a phone number', () => {
    const item = parseItem({
      field: 'messages',
      wabaId: '900',
      metadata,
      contacts: [{ user_id: 'KE.7', profile: { username: 'juma' } }],
      message: {
        id: 'w',
        from_user_id: 'KE.7',
        timestamp: 1_790_000_000,
        type: 'text',
        text: { body: 'x' },
      },
    });
    expect(item).toMatchObject({ from: { userId: 'KE.7', username: 'juma' } });
    expect(item).not.toHaveProperty('from.waId');
  });

  it.each([
    [
      'image',
      { image: { id: '1', mime_type: 'image/jpeg', sha256: 's', caption: 'c', url: 'https://x' } },
    ],
    ['video', { video: { id: '1', mime_type: 'video/mp4', caption: 'c' } }],
    ['audio', { audio: { id: '1', mime_type: 'audio/ogg; codecs=opus', voice: true } }],
    ['document', { document: { id: '1', mime_type: 'application/zip', filename: 'a.zip' } }],
    ['sticker', { sticker: { id: '1', mime_type: 'image/webp', animated: true } }],
    ['location', { location: { latitude: -1.2, longitude: 36.8, name: 'Sarit' } }],
    [
      'contacts',
      {
        contacts: [
          {
            name: { formatted_name: 'B' },
            phones: [{ phone: '+1', wa_id: '1' }],
            origin: 'contact_request',
          },
        ],
      },
    ],
    [
      'interactive',
      { interactive: { type: 'button_reply', button_reply: { id: '1', title: 'Yes' } } },
    ],
    [
      'interactive',
      {
        interactive: {
          type: 'list_reply',
          list_reply: { id: '1', title: 'Row', description: 'd' },
        },
      },
    ],
    [
      'interactive',
      {
        interactive: {
          type: 'nfm_reply',
          nfm_reply: { name: 'flow', body: 'Sent', response_json: '{}' },
        },
      },
    ],
    [
      'interactive',
      {
        interactive: {
          type: 'call_permission_reply',
          call_permission_reply: { response: 'accept' },
        },
      },
    ],
    ['button', { button: { text: 'Yes', payload: 'YES' } }],
    [
      'order',
      {
        order: {
          catalog_id: '1',
          product_items: [
            { product_retailer_id: 'p', quantity: 2, item_price: 9.5, currency: 'KES' },
          ],
        },
      },
    ],
    ['request_welcome', {}],
  ])('of type %s keeps what it says', (type, part) => {
    expect(contentOf({ type, ...part })).toEqual({ type, ...part });
  });

  it('takes numbers that come as texts', () => {
    expect(
      contentOf({ type: 'location', location: { latitude: '-1.2', longitude: '36.8' } }),
    ).toEqual({ type: 'location', location: { latitude: -1.2, longitude: 36.8 } });
  });

  it('keeps unsupported, unknown and malformed kinds whole', () => {
    expect(
      contentOf({
        type: 'unsupported',
        unsupported: { type: 'poll' },
        errors: [{ code: 131051, title: 'Message type unknown', error_data: { details: 'd' } }],
      }),
    ).toMatchObject({
      type: 'unsupported',
      unsupported: { type: 'poll' },
      errors: [{ code: 131051, title: 'Message type unknown', details: 'd' }],
      raw: { type: 'unsupported' },
    });
    expect(contentOf({ type: 'hologram', hologram: { depth: 3 } })).toMatchObject({
      type: 'unsupported',
      unsupported: { type: 'hologram' },
      raw: { hologram: { depth: 3 } },
    });
    expect(contentOf({ type: 'text', text: null })).toMatchObject({
      type: 'unsupported',
      raw: { text: null },
    });
  });

  it('knows where the customer came from and what is forwarded', () => {
    expect(
      message({
        type: 'text',
        text: { body: 'x' },
        referral: {
          source_url: 'https://fb.me/1',
          source_id: '1',
          source_type: 'ad',
          headline: 'h',
          ctwa_clid: 'c',
        },
        context: { frequently_forwarded: true },
      }),
    ).toMatchObject({
      referral: { sourceUrl: 'https://fb.me/1', sourceType: 'ad', headline: 'h', clickId: 'c' },
      forwarded: 'often',
    });
    expect(
      message({
        type: 'text',
        text: { body: 'x' },
        context: { id: 'w', referred_product: { catalog_id: '1', product_retailer_id: '2' } },
      }),
    ).toMatchObject({
      referredProduct: { catalogId: '1', productRetailerId: '2' },
    });
  });

  it('is a reaction, an edit or a withdrawal where it is one', () => {
    expect(message({ type: 'reaction', reaction: { message_id: 'w', emoji: '👍' } })).toMatchObject(
      { kind: 'reaction', targetWamid: 'w', emoji: '👍' },
    );
    for (const reaction of [{ message_id: 'w' }, { message_id: 'w', emoji: '' }])
      expect(message({ type: 'reaction', reaction })).not.toHaveProperty('emoji');
    expect(
      message({
        type: 'edit',
        edit: { original_message_id: 'w', message: { type: 'text', text: { body: 'new' } } },
      }),
    ).toMatchObject({ kind: 'edit', originalWamid: 'w', content: { text: { body: 'new' } } });
    expect(message({ type: 'revoke', revoke: { original_message_id: 'w' } })).toMatchObject({
      kind: 'revoke',
      originalWamid: 'w',
    });
  });

  it('tells of a new number or a new id', () => {
    expect(
      message({
        type: 'system',
        system: { body: 'b', wa_id: '254733', type: 'user_changed_number' },
      }),
    ).toMatchObject({ kind: 'system', change: 'number', newWaId: '254733' });
    expect(
      message({
        type: 'system',
        system: { body: 'b', user_id: 'KE.9', type: 'user_changed_user_id' },
      }),
    ).toMatchObject({ kind: 'system', change: 'user_id', newUserId: 'KE.9' });
    expect(
      message({ type: 'system', system: { new_wa_id: '1', type: 'customer_changed_number' } }),
    ).toMatchObject({ change: 'number', newWaId: '1' });
    expect(message({ type: 'system', system: { type: 'someday' } })).toMatchObject({
      kind: 'system',
      change: 'other',
    });
  });

  it.each([
    [{ id: undefined }, 'message.id'],
    [{ timestamp: 'yesterday' }, 'message.timestamp'],
    [{ type: 'reaction', reaction: {} }, 'message.reaction.message_id'],
    [{ type: 'revoke' }, 'message.revoke.original_message_id'],
  ])('is poison with %j', (more, field) => {
    expect(() => message(more)).toThrow(PoisonItem);
    expect(() => message(more)).toThrow(field);
  });

  it('is poison from nobody', () => {
    expect(() =>
      parseItem({ field: 'messages', message: { id: 'w', timestamp: '1790000000', type: 'text' } }),
    ).toThrow('message.from');
  });
});

describe('a status', () => {
  it.each(['sent', 'delivered', 'read', 'played', 'failed'])('%s', (name) => {
    expect(status({ status: name })).toMatchObject({
      kind: 'status',
      status: name,
      wamid: 'wamid.X',
      at: new Date(1_790_000_001_000),
    });
  });

  it('keeps recipient, opaque id, price, conversation and errors', () => {
    expect(
      status({
        recipient_user_id: 'KE.1',
        parent_recipient_user_id: 'KE.ENT.1',
        biz_opaque_callback_data: 'op',
        pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'utility' },
        conversation: { id: 'c', expiration_timestamp: '1790086400', origin: { type: 'service' } },
        errors: [{ code: 131047, title: 'Re-engagement message', error_data: { details: 'd' } }],
      }),
    ).toMatchObject({
      recipient: { waId: '254722111222', userId: 'KE.1', parentUserId: 'KE.ENT.1' },
      opaque: 'op',
      pricing: { billable: true, model: 'PMP', type: 'regular', category: 'utility' },
      conversation: { id: 'c', origin: 'service', expiresAt: new Date(1_790_086_400_000) },
      errors: [{ code: 131047, details: 'd' }],
    });
  });

  it('of a kind that we do not use is passed on as other', () => {
    expect(status({ status: 'deleted' })).toMatchObject({ kind: 'other' });
    expect(status({ status: 'ringing', type: 'call' })).toMatchObject({ kind: 'other' });
  });

  it('is poison without an id', () => {
    expect(() => status({ id: '' })).toThrow('status.id');
  });
});
