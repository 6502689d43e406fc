import { messagingTest, type MessagingTest } from '../testing/messaging-test';
import {
  changeBody,
  messageOf,
  messagesBody,
  newWamid,
  seconds,
  text,
  textBody,
} from '../testing/webhook-bodies';

const minutesAgo = (minutes: number) =>
  new Date(Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000);

describe('MessageItems', () => {
  let test: MessagingTest;
  let customers = 0;
  const stranger = () => {
    customers += 1;
    return { waId: `2547300${String(customers).padStart(5, '0')}`, userId: `KE.r${customers}` };
  };
  const messages = (wamid: string) =>
    test.rows<Record<string, unknown>>('select * from message where wamid = $1', [wamid]);
  const events = (type: string, messageId: unknown) =>
    test.rows("select payload from event where type = $1 and payload->>'messageId' = $2", [
      type,
      messageId,
    ]);
  const threadsOf = (waId: string) =>
    test.rows<{ last_inbound_at: unknown }>(
      `select t.* from thread t join contact_identity i on i.contact_id = t.contact_id where i.kind = 'phone' and i.value = $1`,
      [waId],
    );

  beforeAll(async () => {
    test = await messagingTest();
    await test.openChannel();
  });
  afterAll(() => test.close());
  afterEach(() => test.rows('delete from webhook_event'));

  describe('reactions', () => {
    const react = (customer: object, target: string, emoji: string | undefined, at: Date) =>
      messagesBody(customer, [
        messageOf(
          customer,
          { type: 'reaction', reaction: { message_id: target, ...(emoji ? { emoji } : {}) } },
          { at },
        ),
      ]);
    const reactionTo = (wamid: string) =>
      test.rows('select by, emoji from reaction where target_wamid = $1', [wamid]);

    it('keeps the newest, whatever the order they come in', async () => {
      const customer = stranger();
      const wamid = newWamid();
      await test.receive(react(customer, wamid, '👍', minutesAgo(5)));
      await test.ingest();
      await test.receive(textBody(customer, 'Target', { wamid, at: minutesAgo(6) }));
      await test.receive(react(customer, wamid, '❤️', minutesAgo(3)));
      await test.ingest();
      await test.receive(react(customer, wamid, '😮', minutesAgo(4)));
      await test.ingest();
      expect(await reactionTo(wamid)).toEqual([{ by: 'customer', emoji: '❤️' }]);
      const [message] = await messages(wamid);
      expect(await events('messaging.message_changed', message!['id'])).not.toHaveLength(0);
    });

    it('remembers that one was taken back', async () => {
      const customer = stranger();
      const wamid = newWamid();
      await test.receive(
        react(customer, wamid, undefined, minutesAgo(1)),
        react(customer, wamid, '👍', minutesAgo(2)),
      );
      await test.ingest();
      expect(await reactionTo(wamid)).toEqual([{ by: 'customer', emoji: '' }]);
    });
  });

  describe('edits and withdrawals', () => {
    const edit = (customer: object, original: string, body: string, at: Date) =>
      messagesBody(customer, [
        messageOf(
          customer,
          {
            type: 'edit',
            edit: {
              original_message_id: original,
              message: { context: { id: original }, ...text(body) },
            },
          },
          { at },
        ),
      ]);
    const revoke = (customer: object, original: string) =>
      messagesBody(customer, [
        messageOf(customer, { type: 'revoke', revoke: { original_message_id: original } }),
      ]);

    it('puts an edit in place and keeps what it replaced', async () => {
      const customer = stranger();
      const wamid = newWamid();
      await test.receive(textBody(customer, 'Two shoes', { wamid, at: minutesAgo(9) }));
      await test.ingest();
      await test.receive(edit(customer, wamid, 'Three shoes', minutesAgo(5)));
      await test.receive(edit(customer, wamid, 'An older edit', minutesAgo(7)));
      await test.ingest();
      const [message] = await messages(wamid);
      expect(message).toMatchObject({ content: { text: { body: 'Three shoes' } } });
      const { edits } = message!['facts'] as { edits: { content: { text: { body: string } } }[] };
      expect(edits.map(({ content }) => content.text.body)).toContain('Two shoes');
      expect(edits).toHaveLength(2);
    });

    it('marks a message that was taken back and keeps its text', async () => {
      const customer = stranger();
      const wamid = newWamid();
      await test.receive(textBody(customer, 'Never mind', { wamid }));
      await test.ingest();
      await test.receive(revoke(customer, wamid));
      await test.ingest();
      const [message] = await messages(wamid);
      expect(message).toMatchObject({
        content: { text: { body: 'Never mind' } },
        revoked_at: expect.anything(),
      });
    });

    it('waits with an edit for the message that it changes', async () => {
      const customer = stranger();
      const wamid = newWamid();
      await test.receive(edit(customer, wamid, 'Later', minutesAgo(1)));
      await test.ingest();
      await test.receive(textBody(customer, 'First', { wamid, at: minutesAgo(2) }));
      await test.ingest();
      await test.rows('update webhook_event set next_attempt_at = null');
      await test.ingest();
      expect((await messages(wamid))[0]).toMatchObject({ content: { text: { body: 'Later' } } });
      expect(await test.rows('select 1 from webhook_event where processed_at is null')).toEqual([]);
    });

    it("does not let a customer edit the business's messages", async () => {
      const customer = stranger();
      const echo = {
        id: newWamid(),
        from: '254711000000',
        to: customer.waId,
        timestamp: seconds(new Date()),
        ...text('Ours'),
      };
      await test.receive(changeBody('smb_message_echoes', { message_echoes: [echo] }));
      await test.ingest();
      await test.receive(edit(customer, echo.id, 'Theirs', minutesAgo(0)));
      await test.ingest();
      expect((await messages(echo.id))[0]).toMatchObject({ content: { text: { body: 'Ours' } } });
    });
  });

  it("stores what the business wrote on its own phone, with its quote, and does not open the customer's window", async () => {
    const customer = stranger();
    const wamid = newWamid();
    const echo = {
      id: wamid,
      from: '254711000000',
      to: customer.waId,
      timestamp: seconds(minutesAgo(1)),
      context: { id: 'wamid.q' },
      ...text('From the phone'),
    };
    await test.receive(changeBody('smb_message_echoes', { message_echoes: [echo] }));
    await test.ingest();
    const [message] = await messages(wamid);
    expect(message).toMatchObject({
      direction: 'outbound',
      author_kind: 'phone',
      status: 'sent',
      reply_to_wamid: 'wamid.q',
    });
    expect((await threadsOf(customer.waId))[0]).toMatchObject({ last_inbound_at: null });
    expect(await events('messaging.message_queued', message!['id'])).toHaveLength(1);
  });
});
