import { viewerOf } from '@datacare/identity/testing';
import { query, runWithCorrelation } from '@datacare/platform';
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
import { DeadLetterService } from './dead-letter.service';
import { IngestService } from './ingest.service';

const asha = { waId: '254712345678', userId: 'KE.asha', name: 'Asha' };
const admin = viewerOf('admin');
const minutesAgo = (minutes: number) =>
  new Date(Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000);

describe('IngestService', () => {
  let test: MessagingTest;
  let customers = 0;
  const stranger = () => {
    customers += 1;
    return {
      waId: `2547200${String(customers).padStart(5, '0')}`,
      userId: `KE.${customers}`,
      name: `Customer ${customers}`,
    };
  };
  const messages = (wamid: string) =>
    test.rows<Record<string, unknown>>('select * from message where wamid = $1', [wamid]);
  const events = (type: string, messageId: unknown) =>
    test.rows("select payload from event where type = $1 and payload->>'messageId' = $2", [
      type,
      messageId,
    ]);
  const threadsOf = (waId: string) =>
    test.rows<{
      id: string;
      contact_id: string;
      last_inbound_at: unknown;
      last_inbound_wamid: string;
    }>(
      `select t.* from thread t join contact_identity i on i.contact_id = t.contact_id where i.kind = 'phone' and i.value = $1`,
      [waId],
    );
  const inboxRows = (state: string) =>
    test.rows<Record<string, unknown>>(`select * from webhook_event where ${state}`);

  const replayAll = async () => {
    const letters = await test.get(DeadLetterService).list(admin, { limit: 100 });
    return test.get(DeadLetterService).replay(
      admin,
      letters.map(({ id }) => id),
    );
  };

  beforeAll(async () => {
    test = await messagingTest();
    await test.openChannel();
  });
  afterAll(() => test.close());
  afterEach(() => test.rows('delete from webhook_event'));

  it("stores a customer's message with Meta's time, its thread and its event", async () => {
    const wamid = newWamid();
    const at = minutesAgo(90);
    await test.receive(textBody(asha, 'Habari', { wamid, at }));
    await test.ingest();
    const [message] = await messages(wamid);
    expect(message).toMatchObject({
      direction: 'inbound',
      kind: 'text',
      status: 'received',
      author_kind: 'customer',
      content: { type: 'text', text: { body: 'Habari' } },
    });
    expect(new Date(String(message!['at']))).toEqual(at);
    expect(await events('messaging.message_received', message!['id'])).toHaveLength(1);
    const [thread] = await threadsOf(asha.waId);
    expect(thread).toMatchObject({ id: message!['thread_id'], last_inbound_wamid: wamid });
    expect(await inboxRows('processed_at is null')).toEqual([]);
  });

  it('keeps the id of the webhook on the event, and on the thread for the answer', async () => {
    const customer = stranger();
    const wamid = newWamid();
    await runWithCorrelation('the-webhook-1', () =>
      test.receive(textBody(customer, 'Habari', { wamid })),
    );
    await test.ingest();
    const found = await test.rows(
      `select e.correlation_id, t.last_inbound_correlation_id from message m
       join event e on e.subject_id = m.id join thread t on t.id = m.thread_id where m.wamid = $1`,
      [wamid],
    );
    expect(found).toEqual([
      { correlation_id: 'the-webhook-1', last_inbound_correlation_id: 'the-webhook-1' },
    ]);
  });

  it('makes one message of 50 simultaneous deliveries of each of 200 wamids', async () => {
    const bodies = Array.from({ length: 200 }, (_, index) =>
      textBody(stranger(), `Message ${index}`),
    );
    const wamids = bodies.map((body) => (JSON.stringify(body).match(/wamid\.[\w-]+/) ?? [''])[0]);
    await Promise.all(Array.from({ length: 50 }, () => test.receive(...bodies)));
    await Promise.all([test.ingest(), test.ingest(), test.ingest()]);
    const stored = await test.rows('select id from message where wamid = any($1::text[])', [
      wamids,
    ]);
    expect(stored).toHaveLength(200);
    expect(
      await test.rows('select distinct thread_id from message where wamid = any($1::text[])', [
        wamids,
      ]),
    ).toHaveLength(200);
    const ids = stored.map((row) => (row as { id: string }).id);
    expect(
      await test.rows(
        "select 1 from event where type = 'messaging.message_received' and payload->>'messageId' = any($1)",
        [ids],
      ),
    ).toHaveLength(200);
  });

  it('keeps one message when the same wamid comes with other details in another batch', async () => {
    const customer = stranger();
    const wamid = newWamid();
    await test.receive(textBody(customer, 'One', { wamid, at: minutesAgo(3) }));
    await test.receive(textBody(customer, 'One', { wamid, at: minutesAgo(2) }));
    await test.ingest();
    expect(await messages(wamid)).toHaveLength(1);
  });

  it('puts an album of ten pictures of a new customer into one thread, in the order of their times', async () => {
    const customer = stranger();
    const pictures = Array.from({ length: 10 }, (_, index) =>
      messagesBody(customer, [
        messageOf(
          customer,
          {
            type: 'image',
            image: {
              id: `media-${index}`,
              mime_type: 'image/jpeg',
              sha256: 'x',
              caption: String(index),
            },
          },
          { at: new Date(minutesAgo(5).getTime() + index * 1_000) },
        ),
      ]),
    );
    await test.receive(...pictures.toReversed());
    await Promise.all([test.ingest(), test.ingest()]);
    const threads = await threadsOf(customer.waId);
    expect(threads).toHaveLength(1);
    const captions = await test.rows<{ caption: string }>(
      "select content->'image'->>'caption' as caption from message where thread_id = $1 order by at, id",
      [threads[0]!.id],
    );
    expect(captions.map(({ caption }) => Number(caption))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(
      await test.rows(
        "select 1 from media m join message g on g.id = m.message_id where g.thread_id = $1 and m.state = 'waiting'",
        [threads[0]!.id],
      ),
    ).toHaveLength(10);
  });

  it('processes 99 good items beside a bad one, parks that with its body and takes it in once replayed', async () => {
    const good = Array.from({ length: 99 }, () => stranger());
    const bad = stranger();
    const items = good.map((customer) => messageOf(customer, text('Good')));
    const wamid = newWamid();
    const body = changeBody('messages', {
      messages: [...items, messageOf(bad, text('Bad'), { wamid })],
    });
    await test.rows(
      `create function refuse_bad() returns trigger language plpgsql as $$
       begin if new.content->'text'->>'body' = 'Bad' then raise exception 'that is a bad one'; end if; return new; end $$`,
    );
    await test.rows(
      'create trigger refuse_bad before insert on message for each row execute function refuse_bad()',
    );
    await test.receive(body);
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await test.ingest();
      await test.rows('update webhook_event set next_attempt_at = null');
    }
    const dead = await inboxRows('dead_at is not null');
    expect(dead).toHaveLength(1);
    expect(dead[0]).toMatchObject({
      attempts: 5,
      error: expect.stringContaining('that is a bad one'),
    });
    expect(String(dead[0]!['body'])).toContain(wamid);
    const wamids = items.map(({ id }) => id);
    expect(
      await test.rows('select 1 from message where wamid = any($1::text[])', [wamids]),
    ).toHaveLength(99);

    await test.rows('drop trigger refuse_bad on message');
    expect(await replayAll()).toBe(1);
    await test.ingest();
    expect(await messages(wamid)).toHaveLength(1);
  });

  it.each([
    ['a missing sender', { id: newWamid(), timestamp: seconds(new Date()), ...text('Who am I?') }],
    ['a time that is none', { ...messageOf(asha, text('When?')), timestamp: 'yesterday' }],
    ['null in place of a message', null],
  ])('parks an item with %s at once', async (_, message) => {
    await test.receive(changeBody('messages', { messages: [message] }));
    await test.ingest();
    expect(await inboxRows('dead_at is not null')).toHaveLength(1);
  });

  it('takes NUL bytes, half emoji and a megabyte of text', async () => {
    const customer = stranger();
    const wamids = [newWamid(), newWamid(), newWamid()];
    const bodies = ['a\u0000b', 'half \ud83d', 'x'.repeat(1_000_000)];
    await test.receive(
      messagesBody(
        customer,
        bodies.map((body, index) => messageOf(customer, text(body), { wamid: wamids[index]! })),
      ),
    );
    await test.ingest();
    expect(
      await test.rows('select 1 from message where wamid = any($1::text[])', [wamids]),
    ).toHaveLength(3);
    expect(await inboxRows('processed_at is null')).toEqual([]);
  });

  it('keeps a message of an unknown type raw and shows it as unsupported', async () => {
    const customer = stranger();
    const wamid = newWamid();
    await test.receive(
      messagesBody(customer, [
        messageOf(customer, { type: 'hologram', hologram: { depth: 3 } }, { wamid }),
      ]),
    );
    await test.ingest();
    expect((await messages(wamid))[0]).toMatchObject({
      kind: 'unsupported',
      content: {
        unsupported: { type: 'hologram' },
        raw: expect.objectContaining({ hologram: { depth: 3 } }),
      },
    });
  });

  it('parks what belongs to a number that is no channel, and takes it in once the channel exists', async () => {
    const line = { phoneNumberId: '2080002', wabaId: 'waba-2' };
    const wamid = newWamid();
    await test.receive(textBody(stranger(), 'Hello?', { wamid, line }));
    await test.ingest();
    expect((await inboxRows('dead_at is not null'))[0]).toMatchObject({
      error: expect.stringContaining('No channel has this number id'),
    });
    await test.openChannel(line, 'Second shop');
    expect(await replayAll()).toBe(1);
    await test.ingest();
    expect(await messages(wamid)).toHaveLength(1);
  });

  it('remembers quotes, forwarding and the advertisement that a message came from', async () => {
    const customer = stranger();
    const wamid = newWamid();
    const message = {
      ...messageOf(customer, text('About your ad'), { wamid }),
      context: { forwarded: true, id: 'wamid.quoted' },
      referral: { source_type: 'ad', source_id: '77', headline: 'Shoes', ctwa_clid: 'click' },
    };
    await test.receive(messagesBody(customer, [message]));
    await test.ingest();
    expect((await messages(wamid))[0]).toMatchObject({
      reply_to_wamid: 'wamid.quoted',
      facts: {
        forwarded: 'once',
        referral: { sourceType: 'ad', headline: 'Shoes', clickId: 'click' },
      },
    });
  });

  it('does not move the last customer message back for one that comes late', async () => {
    const customer = stranger();
    const newer = newWamid();
    await test.receive(textBody(customer, 'Second', { wamid: newer, at: minutesAgo(1) }));
    await test.ingest();
    await test.receive(textBody(customer, 'First', { at: minutesAgo(9) }));
    await test.ingest();
    expect((await threadsOf(customer.waId))[0]).toMatchObject({ last_inbound_wamid: newer });
  });

  it('counts an attempt for an item at which the process ended, and parks it after five', async () => {
    await test.receive(textBody(stranger(), 'Killer'));
    await test.rows('update webhook_event set attempts = 5');
    await test.ingest();
    expect((await inboxRows('dead_at is not null'))[0]).toMatchObject({
      error: expect.stringContaining('process ended'),
    });
  });

  it('leaves a shard to the worker that is on it', async () => {
    await test.receive(textBody(stranger(), 'Mine'));
    await test.db.transaction(async (em) => {
      await query(em, 'select pg_advisory_xact_lock(85591, s) from generate_series(0, 15) s');
      expect(await test.get(IngestService).run()).toBe(false);
    });
    expect(await inboxRows('processed_at is null')).toHaveLength(1);
  });
});
