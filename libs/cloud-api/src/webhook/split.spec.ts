import { splitWebhook } from './split';

const metadata = { display_phone_number: '254711000000', phone_number_id: '1060001' };
const envelope = (...changes: unknown[]) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '900', time: 1_790_000_000, changes }],
});
const messages = (value: object) => ({
  field: 'messages',
  value: { messaging_product: 'whatsapp', metadata, ...value },
});
const message = (id: string, more: object = {}) => ({
  id,
  from: '254722111222',
  from_user_id: 'KE.1',
  timestamp: '1790000000',
  type: 'text',
  text: { body: 'Hi' },
  ...more,
});
const status = (name: string, more: object = {}) => ({
  id: 'wamid.X',
  status: name,
  timestamp: '1790000001',
  recipient_id: '254722111222',
  recipient_user_id: 'KE.1',
  ...more,
});

describe('splitting a webhook', () => {
  it('makes one item of every message, status and error of any mix', () => {
    const items = splitWebhook(
      envelope(
        messages({
          messages: [message('a'), message('b')],
          statuses: [status('sent'), status('delivered')],
          errors: [{ code: 130429 }],
        }),
        messages({ statuses: [status('read')] }),
      ),
    );
    expect(items).toHaveLength(6);
    expect(new Set(items.map((item) => item.key)).size).toBe(6);
    expect(items[0]).toMatchObject({
      field: 'messages',
      wabaId: '900',
      phoneNumberId: '1060001',
      threadKey: '1060001|KE.1',
    });
    expect(items[4]).toMatchObject({ threadKey: '', payload: { error: { code: 130429 } } });
  });

  it('gives a repeated item the same key, whatever batch it comes in', () => {
    const [alone] = splitWebhook(envelope(messages({ statuses: [status('sent')] })));
    const batch = splitWebhook(
      envelope(
        messages({
          messages: [message('a')],
          statuses: [status('read'), status('sent', { extra: 1 })],
        }),
      ),
    );
    expect(batch.map((item) => item.key)).toContain(alone!.key);
  });

  it('tells participants of a group, numbers and times apart', () => {
    const keys = [
      messages({ statuses: [status('sent')] }),
      messages({ statuses: [status('sent', { recipient_participant_id: '1' })] }),
      messages({ statuses: [status('sent', { timestamp: '1790000002' })] }),
      messages({ metadata: { phone_number_id: '2' }, statuses: [status('sent')] }),
    ].flatMap((change) => splitWebhook(envelope(change)).map((item) => item.key));
    expect(new Set(keys).size).toBe(4);
  });

  it('keeps only the contact that belongs to the item', () => {
    const contacts = [
      { wa_id: '254722111222', user_id: 'KE.1', profile: { name: 'Asha' } },
      { user_id: 'KE.2', profile: { name: 'Juma', username: 'juma' } },
    ];
    const items = splitWebhook(
      envelope(
        messages({
          contacts,
          messages: [message('a'), message('b', { from: undefined, from_user_id: 'KE.2' })],
        }),
      ),
    );
    expect(items.map((item) => item.payload.contacts)).toEqual([[contacts[0]], [contacts[1]]]);
    expect(items[1]!.threadKey).toBe('1060001|KE.2');
  });

  it('finds the thread through the contact when the message only carries a number', () => {
    const contacts = [{ wa_id: '254722111222', user_id: 'KE.1' }];
    const [item] = splitWebhook(
      envelope(messages({ contacts, messages: [message('a', { from_user_id: undefined })] })),
    );
    expect(item!.threadKey).toBe('1060001|KE.1');
  });

  it('separates preferences, id changes and echoes, and orders them with their customer', () => {
    const items = splitWebhook(
      envelope(
        {
          field: 'user_preferences',
          value: {
            metadata,
            user_preferences: [
              { user_id: 'KE.1', value: 'stop', timestamp: 1 },
              { user_id: 'KE.2', value: 'stop', timestamp: 1 },
            ],
          },
        },
        {
          field: 'user_id_update',
          value: { metadata, user_id_update: [{ user_id: { previous: 'KE.1', current: 'KE.9' } }] },
        },
        {
          field: 'smb_message_echoes',
          value: {
            metadata,
            message_echoes: [
              {
                id: 'e',
                to: '254722111222',
                timestamp: '1790000000',
                type: 'text',
                text: { body: 'x' },
              },
            ],
          },
        },
      ),
    );
    expect(items.map((item) => item.threadKey)).toEqual([
      '1060001|KE.1',
      '1060001|KE.2',
      '1060001|KE.1',
      '1060001|254722111222',
    ]);
  });

  it('gives the same account notice at another time another key', () => {
    const at = (time: number) => ({
      object: 'x',
      entry: [
        {
          id: '900',
          time,
          changes: [{ field: 'message_template_status_update', value: { event: 'PAUSED' } }],
        },
      ],
    });
    const [first, again, later] = [at(1), at(1), at(2)].map((body) => splitWebhook(body)[0]!.key);
    expect(again).toBe(first);
    expect(later).not.toBe(first);
  });

  it('loses nothing of a body in another form', () => {
    for (const body of [null, 'x', 7, [], {}, { entry: 'x' }])
      expect(splitWebhook(body)).toHaveLength(1);
    expect(splitWebhook({ entry: [] })).toEqual([]);
    expect(
      splitWebhook({ entry: [null, { changes: [null, { field: 'messages', value: null }] }] }),
    ).toHaveLength(2);
  });

  it('makes every text fit to be stored', () => {
    const [item] = splitWebhook(
      envelope(messages({ messages: [message('a', { text: { body: 'a\0b\ud800c😀' } })] })),
    );
    expect(item!.payload.message).toMatchObject({ text: { body: 'a\ufffdb\ufffdc😀' } });
  });

  it('survives a value that nests thousands deep', () => {
    const deep = JSON.parse('['.repeat(5000) + ']'.repeat(5000)) as unknown;
    expect(splitWebhook(envelope({ field: 'x', value: { deep } }))).toHaveLength(1);
  });
});
