import { LiveClient, stalledSocket } from './harness/live-client';
import { waitingItems } from './harness/outbox';
import { startStack, type Stack } from './harness/stack';
import { TcpProxy } from './harness/tcp-proxy';
import { eventually, inParallel, sleep } from './harness/wait';
import { personOf, postWebhook, textFrom, webhook } from './harness/webhooks';

let stack: Stack;
const closing: (() => Promise<unknown> | void)[] = [];
beforeAll(async () => {
  stack = await startStack();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(() => stack?.stop());

/** So many messages, of so many customers, each text of this length. */
async function customersWrite(count: number, people: number, length = 10): Promise<void> {
  const batches = Array.from({ length: Math.ceil(count / 20) }, (_, batch) =>
    Array.from({ length: Math.min(20, count - batch * 20) }, (__, index) =>
      textFrom(personOf((batch * 20 + index) % people), 'm'.repeat(length)),
    ),
  );
  const statuses = await inParallel(batches, 4, (messages) =>
    postWebhook(stack.url, webhook({ messages })),
  );
  expect(new Set(statuses)).toEqual(new Set([200]));
}

const quiet = () =>
  eventually(async () => {
    expect(await waitingItems(stack)).toBe(0);
    expect(await stack.count('select count(*) from event where position is null')).toBe(0);
  }, 60_000);
const positions = async (after: number) =>
  (
    await stack.rows<{ position: string }>(
      `select position from event where type = 'inbox.conversation_changed' and position > $1 order by position`,
      [after],
    )
  ).map(({ position }) => Number(position));
const open = async (url = stack.url, since?: number) => {
  const { accessToken } = await stack.login('admin');
  const client = new LiveClient(url, accessToken!, since);
  closing.push(() => client.close());
  return client;
};

describe('F21: a socket cut while five hundred changes happen', () => {
  it('converges without gap or repeat when it comes back with the last change it saw', async () => {
    const address = new URL(stack.url);
    const proxy = await TcpProxy.start({ host: address.hostname, port: Number(address.port) });
    closing.push(() => proxy.close());
    const admin = await stack.login('admin');
    const { latestSeq } = await admin.get<{ latestSeq: number }>('{ latestSeq }');
    const first = await open(`http://127.0.0.1:${proxy.port}`, latestSeq);
    await eventually(() => expect(proxy.connections).toBeGreaterThan(0));
    await customersWrite(100, 40);
    await eventually(() => expect(first.changes.length).toBeGreaterThan(20));
    proxy.cutAll();
    const seen = [...first.changes];
    await customersWrite(500, 40);
    // Some of them come while the second socket still reads what it missed.
    const second = await open(`http://127.0.0.1:${proxy.port}`, seen.at(-1)!.seq);
    await customersWrite(100, 40);
    await quiet();
    const expected = await positions(latestSeq);
    await eventually(() =>
      expect(seen.length + second.changes.length).toBeGreaterThanOrEqual(expected.length),
    );
    expect([...seen, ...second.changes].map(({ seq }) => seq)).toEqual(expected);
    const told = new Set([...seen, ...second.changes].flatMap(({ message }) => message?.id ?? []));
    expect(told.size).toBe(await stack.count('select count(*) from message'));
  });
});

describe('F20: fifty sockets that do not read', () => {
  it('keep nobody else from hearing everything, and the memory of the api stays flat', async () => {
    const clients = await Promise.all([
      stack.login('admin'),
      stack.login('manager'),
      stack.login('agent', 0),
      stack.login('agent', 1),
      stack.login('agent', 2),
    ]);
    const query = 'subscription { conversationChanged { seq message { id content } } }';
    // Ten sockets are what a member may have; one place is kept for the reader below.
    const owners = clients.flatMap((client, index) => Array(index === 0 ? 9 : 10).fill(client));
    const stalled = await inParallel(owners, 10, (client: (typeof clients)[0]) =>
      stalledSocket(stack.url, client.accessToken!, query),
    );
    closing.push(() => stalled.forEach((socket) => socket.terminate()));
    expect(stalled).toHaveLength(49);
    const admin = await stack.login('admin');
    const { latestSeq } = await admin.get<{ latestSeq: number }>('{ latestSeq }');
    const reader = await open(stack.url, latestSeq);
    const before = await stack.apis[0]!.memory();
    await customersWrite(2_500, 50, 3_500);
    await quiet();
    const expected = await positions(latestSeq);
    await eventually(() => expect(reader.changes).toHaveLength(expected.length), 60_000);
    expect(reader.changes.map(({ seq }) => seq)).toEqual(expected);
    // 49 readers were told 9 MB each; what waits for them is bounded far below.
    expect((await stack.apis[0]!.memory()) - before).toBeLessThan(250);
  });
});

describe('A7: changes of a conversation that is not one’s own', () => {
  it('reach nobody who may not see it, neither before nor after it was taken from them', async () => {
    const teams = await stack.rows<{ id: string; name: string }>('select id, name from team');
    const teamOf = (name: string) => teams.find((team) => team.name === name)!.id;
    const person = personOf(9_000);
    const write = (body: string) =>
      postWebhook(stack.url, webhook({ messages: [textFrom(person, body)], people: [person] }));
    await write('First');
    const conversationId = await eventually(async () => {
      const [row] = await stack.rows<{ id: string }>(
        `select c.id from conversation c join contact_identity i on i.contact_id = c.contact_id where i.value = $1`,
        [person.waId],
      );
      expect(row).toBeDefined();
      return row!.id;
    });
    const admin = await stack.login('admin');
    const give = (teamId: string) =>
      admin.get(
        'mutation ($input: AssignConversationInput!) { assignConversation(input: $input) { __typename } }',
        { input: { conversationId, teamId } },
      );
    await give(teamOf('Support'));
    await quiet();
    // The first agent of the demo is of Sales, the second of Support.
    const [sales, support] = await Promise.all(
      [0, 1].map(async (nth) => {
        const { accessToken } = await stack.login('agent', nth);
        const { latestSeq } = await admin.get<{ latestSeq: number }>('{ latestSeq }');
        const client = new LiveClient(stack.url, accessToken!, latestSeq);
        closing.push(() => client.close());
        return client;
      }),
    );
    const ofIt = (client: LiveClient) =>
      client.changes.filter((change) => change.conversationId === conversationId);
    await write('Only for Support');
    await eventually(() => expect(ofIt(support!).length).toBeGreaterThan(0));
    expect(ofIt(sales!)).toEqual([]);

    await give(teamOf('Sales'));
    await eventually(() => expect(ofIt(sales!).length).toBeGreaterThan(0));
    await quiet();
    await sleep(500);
    const told = ofIt(support!).length;
    await write('Only for Sales');
    await eventually(() => expect(ofIt(sales!).length).toBeGreaterThan(1));
    await sleep(500);
    expect(ofIt(support!)).toHaveLength(told);
  });
});
