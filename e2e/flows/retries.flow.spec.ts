import { randomUUID } from 'node:crypto';
import { openThreads } from './harness/outbox';
import { claim, sendText, type Result } from './harness/operations';
import { startStack, type Stack } from './harness/stack';
import { eventually, inParallel } from './harness/wait';

let stack: Stack;
let conversations: string[];
beforeAll(async () => {
  stack = await startStack({ databaseProxy: true });
  await openThreads(stack, 60);
  const rows = await stack.rows<{ id: string }>('select id from conversation');
  conversations = rows.map(({ id }) => id);
});
afterAll(() => stack?.stop());

const messagesWith = (clientKey: string) =>
  stack.count('select count(*) from message where client_key = $1', [clientKey]);

describe('F7: the connection dies while a reply is committed', () => {
  it.each(['before', 'after'] as const)(
    'makes one message of a request and its repeat, when it dies %s the server hears of it',
    async (moment) => {
      const manager = await stack.login('manager');
      const proxy = stack.databaseProxy!;
      for (const conversationId of conversations.slice(0, 25)) {
        const clientKey = randomUUID();
        const ask = () => sendText(manager, { conversationId, clientKey, body: 'Once only' });
        let cuts = 0;
        const isCommit = (chunk: Buffer) =>
          cuts === 0 && chunk.toString('latin1').toLowerCase().includes('commit') && ++cuts > 0;
        if (moment === 'before') proxy.cutsBefore = isCommit;
        else proxy.cutsAfter = isCommit;
        const first = await ask().catch(() => undefined);
        proxy.cutsBefore = proxy.cutsAfter = () => false;
        expect(cuts).toBe(1);
        const second = await eventually(ask, 10_000);
        expect(second.__typename).toBe('Message');
        if (first?.id) expect(second.id).toBe(first.id);
        expect(await messagesWith(clientKey)).toBe(1);
      }
    },
  );

  it('sends what was committed once', async () => {
    const queued = await stack.count('select count(*) from message');
    await eventually(() => expect(stack.fake.ledger.total).toBe(queued));
    expect(stack.fake.ledger.doubled()).toEqual([]);
  });
});

describe('F25: a reply repeated fifty times at once', () => {
  it('is one message; another text under the same key is refused', async () => {
    const manager = await stack.login('manager');
    const conversationId = conversations[20]!;
    const clientKey = randomUUID();
    const answers = await inParallel(Array.from({ length: 50 }), 50, () =>
      sendText(manager, { conversationId, clientKey, body: 'Asante sana' }),
    );
    expect(new Set(answers.map((answer) => answer.__typename))).toEqual(new Set(['Message']));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await messagesWith(clientKey)).toBe(1);
    const other = await sendText(manager, { conversationId, clientKey, body: 'Something else' });
    expect(other.__typename).toBe('ClientKeyReused');
    expect(await messagesWith(clientKey)).toBe(1);
  });
});

describe('F23: many who act at once', () => {
  it('gives a conversation that twenty claim at once to one of them', async () => {
    const clients = await Promise.all([
      stack.login('admin'),
      stack.login('manager'),
      stack.login('agent', 0),
      stack.login('agent', 1),
      stack.login('agent', 2),
    ]);
    for (const conversationId of conversations.slice(30, 35)) {
      const attempts = Array.from({ length: 20 }, (_, index) => clients[index % clients.length]!);
      const answers: (Result & { assignee?: { id: string } })[] = await inParallel(
        attempts,
        20,
        (client) => claim(client, conversationId),
      );
      const kinds = new Set(answers.map((answer) => answer.__typename));
      expect(kinds).toEqual(new Set(['Conversation', 'AlreadyAssigned']));
      const winners = answers.flatMap(({ __typename, assignee }) =>
        __typename === 'Conversation' ? [assignee!.id] : [],
      );
      expect(new Set(winners).size).toBe(1);
      expect(
        await stack.rows(
          `select kind, count(*)::int as n from conversation_event where conversation_id = $1 group by kind`,
          [conversationId],
        ),
      ).toEqual([{ kind: 'assigned', n: 1 }]);
    }
  });
});
