import { randomUUID } from 'node:crypto';
import { Refused } from '@datacare/platform';
import { Template } from '../templates/template.entity';
import { hello, sendingTest, type SendingTest } from '../testing/sending-test';

let test: SendingTest;
beforeAll(async () => {
  test = await sendingTest();
  await saveTemplate('order_ready', 'UTILITY', 'APPROVED');
  await saveTemplate('sale', 'MARKETING', 'APPROVED');
  await saveTemplate('resting', 'UTILITY', 'PAUSED');
});
afterAll(() => test.close());

async function saveTemplate(name: string, category: string, status: string) {
  const template = new Template({
    businessAccountId: test.channel.businessAccountId,
    metaId: randomUUID(),
    name,
    language: 'en',
    category,
    status,
    components: [{ type: 'BODY', text: 'Hi {{1}}, come and see.' }],
  });
  await test.db.transaction(async (em) => void em.persist(template));
}

const template = (name: string, values = ['Asha']) => ({
  type: 'template',
  template: {
    name,
    language: { code: 'en' },
    components: [{ type: 'body', parameters: values.map((text) => ({ type: 'text', text })) }],
  },
});

const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Refused);
  return (error as Refused).refusal as unknown as Record<string, unknown>;
};

describe('queueing a message', () => {
  it('stores message, outbox row and event together', async () => {
    const thread = await test.aThread();
    const authorId = randomUUID();
    const message = await test.queue(thread.id, hello, { authorId });
    expect(message).toMatchObject({
      status: 'queued',
      kind: 'text',
      content: hello,
      authorKind: 'member',
      authorId,
    });
    expect(message.at.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(await test.attempts(message.id)).toMatchObject([
      { number: 1, state: 'queued', priority: 0, is_template: false },
    ]);
    const events = await test.rows('select type, payload from event where subject_id = $1', [
      message.id,
    ]);
    expect(events).toMatchObject([
      {
        type: 'messaging.message_queued',
        payload: { messageId: message.id, contactId: thread.contactId },
      },
    ]);
  });

  it('leaves nothing behind when the caller rolls back', async () => {
    const thread = await test.aThread();
    await expect(
      test.db.transaction(async (em) => {
        await test.queueIn(em, thread.id);
        throw new Error('the caller failed');
      }),
    ).rejects.toThrow('the caller failed');
    expect(await test.rows('select id from message where thread_id = $1', [thread.id])).toEqual([]);
  });

  it('answers fifty parallel repeats with the one first message', async () => {
    const thread = await test.aThread();
    const clientKey = randomUUID();
    const all = await Promise.all(
      Array.from({ length: 50 }, () => test.queue(thread.id, hello, { clientKey })),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(
      await test.rows('select id from send_attempt where thread_id = $1', [thread.id]),
    ).toHaveLength(1);
  });

  it('refuses another body under a used client key', async () => {
    const thread = await test.aThread();
    const clientKey = randomUUID();
    await test.queue(thread.id, hello, { clientKey });
    const other = { type: 'text', text: { body: 'Kwaheri' } };
    expect(await refusal(test.queue(thread.id, other, { clientKey }))).toMatchObject({
      code: 'MESSAGING_CLIENT_KEY_REUSED',
    });
  });

  it('finds the first message of a client key also after the window closed', async () => {
    const thread = await test.aThread();
    const clientKey = randomUUID();
    const first = await test.queue(thread.id, hello, { clientKey });
    await test.rows(
      "update thread set last_inbound_at = now() - interval '25 hours' where id = $1",
      [thread.id],
    );
    expect((await test.queue(thread.id, hello, { clientKey })).id).toBe(first.id);
  });

  it('refuses free-form messages outside the window, and says when it closed', async () => {
    const never = await test.aThread({ isOpen: false });
    expect(await refusal(test.queue(never.id))).toMatchObject({
      code: 'MESSAGING_WINDOW_CLOSED',
      closedAt: null,
    });
    const late = await test.aThread();
    await test.rows("update thread set last_inbound_at = '2026-11-01T10:00:00Z' where id = $1", [
      late.id,
    ]);
    expect(await refusal(test.queue(late.id))).toMatchObject({
      closedAt: new Date('2026-11-02T10:00:00Z'),
    });
  });

  it('lets an approved template out of a closed window', async () => {
    const thread = await test.aThread({ isOpen: false });
    const message = await test.queue(thread.id, template('order_ready'));
    expect(await test.attempts(message.id)).toMatchObject([
      { is_template: true, is_marketing: false },
    ]);
  });

  it.each([
    ['unknown', 'no_such_template', null],
    ['paused', 'resting', 'PAUSED'],
  ])('refuses a template that is %s', async (_, name, status) => {
    const thread = await test.aThread();
    expect(await refusal(test.queue(thread.id, template(name)))).toMatchObject({
      code: 'MESSAGING_TEMPLATE_UNAVAILABLE',
      status,
    });
  });

  it('names the placeholder that has no value', async () => {
    const thread = await test.aThread();
    expect(await refusal(test.queue(thread.id, template('order_ready', [])))).toMatchObject({
      code: 'MESSAGING_CONTENT_INVALID',
      field: 'template.components[0].parameters',
      message: expect.stringContaining('{{1}}'),
    });
  });

  it('sends marketing only to who agreed to it', async () => {
    for (const consent of ['unknown', 'withdrawn'] as const) {
      const thread = await test.aThread({ consent });
      expect(await refusal(test.queue(thread.id, template('sale')))).toMatchObject({
        code: 'MESSAGING_CONTACT_OPTED_OUT',
      });
    }
    const thread = await test.aThread({ consent: 'given' });
    const message = await test.queue(thread.id, template('sale'), { authorKind: 'campaign' });
    expect(await test.attempts(message.id)).toMatchObject([{ is_marketing: true, priority: 2 }]);
  });

  it.each([
    ['a text over the limit', { type: 'text', text: { body: 'a'.repeat(4097) } }, 'text.body'],
    ['an unknown kind', { type: 'poll' }, 'type'],
    ['something that is no content', null, 'type'],
    ['a NUL character', { type: 'text', text: { body: 'a\u0000b' } }, 'text.body'],
    ['half of a surrogate pair', { type: 'text', text: { body: 'a\ud800b' } }, 'text.body'],
    [
      'a file that is not there',
      { type: 'image', image: { mediaId: randomUUID() } },
      'image.mediaId',
    ],
    ['a file id that is none', { type: 'image', image: { mediaId: 'x' } }, 'image.mediaId'],
    [
      'both a file of ours and a link',
      { type: 'image', image: { mediaId: randomUUID(), link: 'https://a.example/b.png' } },
      'image',
    ],
  ])('refuses %s and names the field', async (_, content, field) => {
    const thread = await test.aThread();
    expect(await refusal(test.queue(thread.id, content))).toMatchObject({
      code: 'MESSAGING_CONTENT_INVALID',
      field,
    });
  });

  it('quotes a message of the thread by its wamid and refuses another', async () => {
    const thread = await test.aThread();
    const other = await test.aThread();
    const quoted = await test.queue(thread.id);
    const refused = test.queue(thread.id, hello, { replyToMessageId: quoted.id });
    expect(await refusal(refused)).toMatchObject({ field: 'replyToMessageId' });
    await test.rows("update message set wamid = 'wamid.Q' where id = $1", [quoted.id]);
    expect((await test.queue(thread.id, hello, { replyToMessageId: quoted.id })).replyToWamid).toBe(
      'wamid.Q',
    );
    expect(
      await refusal(test.queue(other.id, hello, { replyToMessageId: quoted.id })),
    ).toMatchObject({
      field: 'replyToMessageId',
    });
  });

  it('shows a reaction on its target at once', async () => {
    const thread = await test.aThread();
    const target = await test.queue(thread.id);
    await test.rows("update message set wamid = 'wamid.R' where id = $1", [target.id]);
    const reaction = await test.queue(thread.id, {
      type: 'reaction',
      reaction: { message_id: target.id, emoji: '👍' },
    });
    expect(reaction.content).toEqual({
      type: 'reaction',
      reaction: { message_id: 'wamid.R', emoji: '👍' },
    });
    expect(
      await test.rows('select by, emoji from reaction where target_wamid = $1', ['wamid.R']),
    ).toEqual([{ by: 'business', emoji: '👍' }]);
  });
});
