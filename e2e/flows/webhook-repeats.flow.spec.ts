import { eventually, inParallel, sleep } from './harness/wait';
import { openThreads, fillOutbox, waitingItems } from './harness/outbox';
import { startStack, type Stack } from './harness/stack';
import { messageFrom, personOf, postWebhook, textFrom, webhook } from './harness/webhooks';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    fake: { statuses: { auto: false } },
  });
});
afterAll(() => stack?.stop());

const settled = () => eventually(async () => expect(await waitingItems(stack)).toBe(0));
const relayed = () =>
  eventually(async () =>
    expect(await stack.count('select count(*) from event where position is null')).toBe(0),
  );

describe('F8: the same webhook fifty times at once', () => {
  it('makes one message, one conversation, one unread and one event of each of 200', async () => {
    const people = Array.from({ length: 200 }, (_, index) => personOf(index));
    const messages = people.map((person) => textFrom(person, `Habari ${person.name}`));
    const single = messages.map((message, index) =>
      webhook({ messages: [message], people: [people[index]!] }),
    );
    // The same messages again in other company: Meta puts repeats into other batches.
    const mixed = messages.map((message, index) => {
      const other = (index + 1) % messages.length;
      return webhook({
        messages: [messages[other], message],
        people: [people[other]!, people[index]!],
      });
    });
    const posts = people.flatMap((_, index) =>
      Array.from({ length: 50 }, (__, copy) => (copy % 2 ? mixed : single)[index]),
    );
    const statuses = await inParallel(posts, 50, (body) => postWebhook(stack.url, body));
    expect(new Set(statuses)).toEqual(new Set([200]));
    await settled();
    await relayed();
    expect(await stack.count('select count(*) from message')).toBe(200);
    expect(await stack.count('select count(*) from contact')).toBe(200);
    expect(
      await stack.rows('select unread_count, count(*)::int as n from conversation group by 1'),
    ).toEqual([{ unread_count: 1, n: 200 }]);
    expect(
      await stack.count("select count(*) from event where type = 'messaging.message_received'"),
    ).toBe(200);
  });
});

describe('F9: statuses in any order', () => {
  const at = Math.floor(Date.now() / 1000);
  const times = { sent: at, delivered: at + 1, read: at + 2 };
  const orders = (['sent', 'delivered', 'read'] as const).flatMap((first, _, all) =>
    all
      .filter((second) => second !== first)
      .map((second) => [first, second, all.find((third) => third !== first && third !== second)!]),
  );

  it('ends as read, keeps each status its own time, and never steps back', async () => {
    const [before] = await stack.rows<{ id: string }>(
      'select coalesce(max(id), 0) as id from event',
    );
    const threads = await openThreads(stack, orders.length);
    await fillOutbox(stack, { threads: orders.length, each: 1 }, threads);
    const sent = await eventually(async () => {
      const rows = await stack.rows<{ id: string; wamid: string; opaque: string; phone: string }>(
        `select m.id, m.wamid, a.opaque, i.value as phone from message m
         join send_attempt a on a.message_id = m.id join thread t on t.id = m.thread_id
         join contact_identity i on i.contact_id = t.contact_id
         where m.thread_id = any($1::uuid[]) and m.wamid is not null`,
        [threads],
      );
      expect(rows).toHaveLength(orders.length);
      return rows;
    });
    for (const step of [0, 1, 2]) {
      for (const [index, order] of orders.entries()) {
        const { wamid, phone, opaque } = sent[index]!;
        const name = order[step] as keyof typeof times;
        const status = {
          id: wamid,
          status: name,
          timestamp: String(times[name]),
          recipient_id: phone,
          biz_opaque_callback_data: opaque,
        };
        expect(await postWebhook(stack.url, webhook({ statuses: [status] }))).toBe(200);
      }
      await settled();
    }
    await relayed();
    const rows = await stack.rows<{ status: string; status_times: Record<string, string> }>(
      'select status, status_times from message where thread_id = any($1::uuid[])',
      [threads],
    );
    for (const row of rows) {
      expect(row.status).toBe('read');
      for (const [name, seconds] of Object.entries(times))
        expect(new Date(row.status_times[name]!).getTime()).toBe(seconds * 1000);
    }
    const rank = ['accepted', 'sent', 'delivered', 'read'];
    const steps = await stack.rows<{ id: string; status: string }>(
      `select payload->>'messageId' as id, payload->>'status' as status from event
       where type = 'messaging.message_status_changed' and event.id > $1 order by event.id`,
      [before!.id],
    );
    for (const { id } of sent) {
      const path = steps.filter((step) => step.id === id).map(({ status }) => rank.indexOf(status));
      expect(path).toEqual([...path].sort((a, b) => a - b));
    }
  });
});

describe('F10: an album of ten from a new contact', () => {
  it('makes one contact and one conversation with the images in the order of their times', async () => {
    const person = personOf(5_000);
    const at = Math.floor(Date.now() / 1000) - 60;
    const messages = Array.from({ length: 10 }, (_, index) =>
      messageFrom(
        person,
        { type: 'image', image: { id: `9${index}`, mime_type: 'image/jpeg', caption: `${index}` } },
        { timestamp: String(at + index) },
      ),
    );
    const shuffled = [...messages].sort(() => Math.random() - 0.5);
    const statuses = await Promise.all(
      shuffled.map((message) =>
        postWebhook(stack.url, webhook({ messages: [message], people: [person] })),
      ),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    await settled();
    await relayed();
    const conversations = await stack.rows<{ id: string; unread_count: number }>(
      `select c.id, c.unread_count from conversation c
       join contact_identity i on i.contact_id = c.contact_id and i.kind = 'phone' where i.value = $1`,
      [person.waId],
    );
    expect(conversations).toEqual([{ id: expect.any(String), unread_count: 10 }]);
    const admin = await stack.login('admin');
    const { conversation } = await admin.get<{
      conversation: {
        messages: { edges: { node: { content: { image: { caption: string } } } }[] };
      };
    }>(
      'query ($id: ID!) { conversation(id: $id) { messages(last: 50) { edges { node { content } } } } }',
      {
        id: conversations[0]!.id,
      },
    );
    const captions = conversation.messages.edges.map(({ node }) => node.content.image.caption);
    expect(captions).toEqual(messages.map((_, index) => String(index)));
  });
});

describe('F9: a status before the answer to its send', () => {
  it('settles the message by our reference, and the answer changes nothing', async () => {
    await stack.stop();
    stack = await startStack({ graphProxy: true });
    stack.graphProxy!.delayMs = 4_000;
    await fillOutbox(stack, { threads: 5, each: 1 });
    await eventually(async () =>
      expect(await stack.rows('select distinct status from message')).toEqual([{ status: 'read' }]),
    );
    const wamids = stack.fake.ledger.entries.map(({ wamid }) => wamid).sort();
    const stored = await stack.rows<{ wamid: string }>('select wamid from message order by wamid');
    expect(stored.map(({ wamid }) => wamid).sort()).toEqual(wamids);
    // The answers come after the reading, and are no step back.
    await sleep(4_500);
    expect(await stack.rows('select distinct status from message')).toEqual([{ status: 'read' }]);
    expect(await stack.rows('select distinct state from send_attempt')).toEqual([
      { state: 'accepted' },
    ]);
    expect(stack.fake.ledger.doubled()).toEqual([]);
  });
});
