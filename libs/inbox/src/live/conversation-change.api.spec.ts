import { Team, TeamMember, type Member } from '@datacare/identity';
import { MessageReceived } from '@datacare/messaging';
import { Events } from '@datacare/platform';
import { eventually, type SocketClient } from '@datacare/platform/testing';
import type { Conversation } from '../conversations/conversation.entity';
import { ConversationService } from '../conversations/conversation.service';
import { viewerOf } from '@datacare/identity/testing';
import { aConversation, aMessage, aThread } from '../testing/conversations';
import { inboxApp, type InboxApp } from '../testing/inbox-app';

let app: InboxApp;
let sales: Team;
let admin: { member: Member; token: string };
let agent: typeof admin;
let seller: typeof admin;
const sockets: SocketClient[] = [];

beforeAll(async () => {
  app = await inboxApp();
  sales = new Team('Sales');
  await app.db.em().persist(sales).flush();
  admin = await app.join('admin');
  agent = await app.join('agent');
  seller = await app.join('agent', [sales.id]);
}, 60_000);
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});
afterAll(() => app?.close());

interface Change {
  seq: number;
  conversationId: string;
  conversation: { id: string; unreadCount: number; lastMessagePreview: string } | null;
  message: { preview: string } | null;
  event: { kind: string } | null;
  typing: boolean | null;
}
const selection = `seq conversationId typing message { preview author { name } media { id } }
  conversation { id unreadCount lastMessagePreview contact { displayName identities { kind } } channel { name }
    assignee { name } team { name } } event { kind actor { name } }`;

async function follow(token: string, since?: number): Promise<SocketClient> {
  const socket = await app.connect(token);
  sockets.push(socket);
  await eventually(() => expect(socket.of('connection_ack')).toHaveLength(1));
  socket.subscribe(
    'live',
    `subscription ($since: Int) { conversationChanged(since: $since) { ${selection} } }`,
    {
      since: since ?? null,
    },
  );
  return socket;
}
const changesOf = (socket: SocketClient): Change[] =>
  socket
    .of('next')
    .map(
      ({ payload }) =>
        (payload as { data: { conversationChanged: Change } }).data.conversationChanged,
    );
const latestSeq = async () =>
  (await app.ask<{ latestSeq: number }>(admin.token, '{ latestSeq }')).data!.latestSeq;

/** A message of the customer, as ingestion leaves it. */
async function write(
  conversation: Pick<Conversation, 'threadId' | 'channelId' | 'contactId'>,
  text: string,
) {
  const { threadId, channelId, contactId } = conversation;
  await app.db.transaction(async (em) => {
    const message = await aMessage(em, { id: threadId, channelId }, { text });
    await app.get(Events).record(
      em,
      MessageReceived.of({
        messageId: message.id,
        threadId,
        channelId,
        contactId,
        at: message.at.toISOString(),
        kind: 'text',
      }),
    );
  });
}
const seen = (changes: Change[]) => changes.map(({ message }) => message?.preview).filter(Boolean);
const asAdmin = () => viewerOf('admin', { memberId: admin.member.id });

test('a message reaches the screens of those who may see it, and nobody else', async () => {
  const open = await aConversation(app.db.em());
  const ofSales = await aConversation(app.db.em(), { teamId: sales.id });
  const [all, none, team] = [
    await follow(admin.token),
    await follow(agent.token),
    await follow(seller.token),
  ];
  const since = await latestSeq();
  await eventually(async () => {
    await write(ofSales, 'for sales');
    expect(seen(changesOf(team))).toContain('for sales');
  });
  await write(open, 'for all');
  await eventually(() => {
    for (const socket of [all, none, team]) expect(seen(changesOf(socket))).toContain('for all');
  });
  expect(seen(changesOf(none))).not.toContain('for sales');
  expect(changesOf(none).map(({ conversationId }) => conversationId)).not.toContain(ofSales.id);
  expect(changesOf(all).every(({ seq }) => seq > since)).toBe(true);
  expect(changesOf(all).at(-1)).toMatchObject({
    conversation: { id: open.id, lastMessagePreview: 'for all' },
  });
});

test('whoever loses sight of a conversation is told so once; whoever never saw it is told nothing', async () => {
  const conversation = await aConversation(app.db.em());
  const hidden = await aConversation(app.db.em(), { teamId: sales.id });
  const since = await latestSeq();
  const service = app.get(ConversationService);
  await service.assign(asAdmin(), conversation.id, { teamId: sales.id });
  await service.assign(asAdmin(), hidden.id, { assigneeId: seller.member.id });
  await write(conversation, 'secret of sales');
  const socket = await follow(agent.token, since);
  const marker = await aConversation(app.db.em());
  await write(marker, 'marker');
  await eventually(() => expect(seen(changesOf(socket))).toContain('marker'));
  const changes = changesOf(socket);
  expect(changes.filter(({ conversationId }) => conversationId === conversation.id)).toMatchObject([
    { conversation: null, message: null, event: null },
  ]);
  expect(changes.filter(({ conversationId }) => conversationId === hidden.id)).toEqual([]);
  expect(JSON.stringify(socket.received)).not.toContain('secret of sales');
});

test('rights that change on an open socket hold from the next event on', async () => {
  const mover = await app.join('agent');
  const socket = await follow(mover.token);
  const ofSales = await aConversation(app.db.em(), { teamId: sales.id });
  await app.db.em().insert(TeamMember, { teamId: sales.id, memberId: mover.member.id });
  await eventually(async () => {
    await write(ofSales, 'welcome to sales');
    expect(seen(changesOf(socket))).toContain('welcome to sales');
  }, 20_000);
});

test('a screen that was away gets what it missed first, without gap or repeat', async () => {
  const em = app.db.em();
  const thread = await aThread(em);
  const conversation = {
    threadId: thread.id,
    channelId: thread.channelId,
    contactId: thread.contactId,
  };
  const first = await follow(admin.token);
  await eventually(async () => {
    if (changesOf(first).length === 0) await write(conversation, 'warm up');
    expect(changesOf(first).length).toBeGreaterThan(0);
  });
  const texts = Array.from({ length: 60 }, (_, index) => `number ${index}`);
  const writing = (async () => {
    for (const text of texts) await write(conversation, text);
  })();
  await eventually(() => expect(seen(changesOf(first))).toContain('number 15'));
  first.close();
  const before = changesOf(first).filter(({ message }) => message?.preview.startsWith('number'));
  const second = await follow(admin.token, changesOf(first).at(-1)!.seq);
  await writing;
  await eventually(() => expect(seen(changesOf(second))).toContain('number 59'));
  const after = changesOf(second).filter(({ message }) => message?.preview.startsWith('number'));
  expect(seen([...before, ...after])).toEqual(texts);
  const seqs = [...before, ...after].map(({ seq }) => seq);
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
});

test('eventsSince pages through what a viewer missed and says when it is too much', async () => {
  const since = await latestSeq();
  const conversation = await aConversation(app.db.em());
  const hidden = await aConversation(app.db.em(), { teamId: sales.id });
  for (const text of ['one', 'two', 'three']) {
    await write(hidden, `hidden ${text}`);
    await write(conversation, text);
  }
  const ask = async (seq: number, first: number) =>
    (
      await app.ask<{
        eventsSince: { reset: boolean; latestSeq: number; hasMore: boolean; changes: Change[] };
      }>(
        agent.token,
        `query ($seq: Int!, $first: Int) { eventsSince(seq: $seq, first: $first) { reset latestSeq hasMore changes { ${selection} } } }`,
        { seq, first },
      )
    ).data!.eventsSince;
  await eventually(async () =>
    expect(seen((await ask(since, 100)).changes)).toEqual(['one', 'two', 'three']),
  );
  const page = await ask(since, 2);
  expect([seen(page.changes), page.hasMore]).toEqual([['one', 'two'], true]);
  const rest = await ask(page.changes.at(-1)!.seq, 2);
  expect([seen(rest.changes), rest.hasMore]).toEqual([['three'], false]);
  expect(await ask(10_000_000, 10)).toMatchObject({ reset: true, changes: [] });
});

test('typing shows on the colleagues’ screens, not on one’s own', async () => {
  const conversation = await aConversation(app.db.em());
  const [own, other] = [await follow(agent.token), await follow(seller.token)];
  const typing = (socket: SocketClient) =>
    changesOf(socket).filter(
      (change) => change.typing && change.conversationId === conversation.id,
    );
  await eventually(async () => {
    await app.ask(
      agent.token,
      `mutation { setTyping(input: { conversationId: "${conversation.id}" }) }`,
    );
    expect(typing(other).length).toBeGreaterThan(0);
  });
  expect(typing(other)[0]).toMatchObject({ conversation: { id: conversation.id } });
  expect(typing(own)).toEqual([]);
});
