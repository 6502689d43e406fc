import { Events, query, type Jobs } from '@datacare/platform';
import { testDatabase, type TestDatabase } from '@datacare/platform/testing';
import type { Message, Thread } from '@datacare/messaging';
import { Conversation } from '../conversations/conversation.entity';
import { ConversationEvent } from '../conversations/conversation-event.entity';
import { aConversation, aMessage, aThread } from '../testing/conversations';
import { testEntities } from '../testing/entities';
import { ConversationIntake } from './conversation-intake.service';

const hour = 3_600_000;
const noon = new Date('2026-11-20T12:00:00Z');
const after = (ms: number) => new Date(noon.getTime() + ms);

let database: TestDatabase;
const events = new Events({ ring: () => undefined } as unknown as Jobs);
const intake = new ConversationIntake(events);

beforeAll(async () => {
  database = await testDatabase(testEntities);
});
afterAll(() => database.drop());

const follow = (...messages: Message[]) =>
  database.db.transaction((em) =>
    intake.follow(
      em,
      messages.map(({ id }) => id),
    ),
  );
const conversationsOf = (thread: Thread) =>
  database.db.em().find(Conversation, { threadId: thread.id }, { orderBy: { openedAt: 'asc' } });
const announced = (thread: Thread) =>
  query<{ payload: { messageId: string } }>(
    database.db.em(),
    `select payload from event where payload->>'threadId' = $1 order by id`,
    [thread.id],
  );

test('a first message opens a conversation that is unread, waits and has a window of 24 hours', async () => {
  const em = database.db.em();
  const thread = await aThread(em);
  const message = await aMessage(em, thread, { text: 'Mko na sukari?', at: noon });
  await follow(message);
  const [conversation] = await conversationsOf(thread);
  expect(conversation).toMatchObject({
    status: 'open',
    unreadCount: 1,
    waitingSince: noon,
    windowExpiresAt: after(24 * hour),
    lastMessageId: message.id,
    lastMessagePreview: 'Mko na sukari?',
    lastMessageDirection: 'inbound',
    assigneeId: null,
  });
  const [event] = await em.find(ConversationEvent, { conversationId: conversation!.id });
  expect(event).toMatchObject({ kind: 'opened', actorId: null, at: noon });
  expect(await announced(thread)).toMatchObject([
    { payload: { messageId: message.id, what: 'message', eventId: event!.id } },
  ]);
});

test('an album of ten pictures from somebody new opens one conversation with ten unread', async () => {
  const em = database.db.em();
  const thread = await aThread(em);
  const album: Message[] = [];
  for (let index = 0; index < 10; index++) {
    album.push(await aMessage(em, thread, { at: after(index * 1_000) }));
  }
  await follow(...album);
  expect(await conversationsOf(thread)).toMatchObject([
    { unreadCount: 10, lastMessageId: album[9]!.id, waitingSince: noon },
  ]);
  expect(await announced(thread)).toHaveLength(10);
});

test('a message that is named twice counts once', async () => {
  const em = database.db.em();
  const thread = await aThread(em);
  const message = await aMessage(em, thread);
  await follow(message, message);
  expect(await conversationsOf(thread)).toMatchObject([{ unreadCount: 1 }]);
});

test('an older message that arrives late is counted but does not become the last one', async () => {
  const em = database.db.em();
  const thread = await aThread(em);
  const newer = await aMessage(em, thread, { text: 'newer', at: after(1_000) });
  await follow(newer);
  const older = await aMessage(em, thread, { text: 'older', at: noon });
  await follow(older);
  expect(await conversationsOf(thread)).toMatchObject([
    { unreadCount: 2, lastMessagePreview: 'newer', windowExpiresAt: after(24 * hour + 1_000) },
  ]);
});

test('a message within 24 hours of closing reopens the conversation with whoever had it', async () => {
  const em = database.db.em();
  const thread = await aThread(em);
  const closed = await aConversation(em, { thread, status: 'closed', closedAt: noon });
  await follow(await aMessage(em, thread, { at: after(23 * hour) }));
  expect(await conversationsOf(thread)).toMatchObject([
    { id: closed.id, status: 'open', closedAt: null, unreadCount: 1 },
  ]);
  expect(await em.find(ConversationEvent, { conversationId: closed.id })).toMatchObject([
    { kind: 'reopened' },
  ]);
});

test('a message later than 24 hours after closing opens a new conversation', async () => {
  const em = database.db.em();
  const thread = await aThread(em);
  await aConversation(em, { thread, status: 'closed', closedAt: noon, lastMessageAt: noon });
  await follow(await aMessage(em, thread, { at: after(24 * hour) }));
  expect(await conversationsOf(thread)).toMatchObject([
    { status: 'closed', unreadCount: 0 },
    { status: 'open', unreadCount: 1 },
  ]);
});

test('an answer ends the wait and becomes the last message; a later question starts it again', async () => {
  const em = database.db.em();
  const thread = await aThread(em);
  const question = await aMessage(em, thread, { at: noon });
  const answer = await aMessage(em, thread, {
    authorKind: 'member',
    at: after(1_000),
    text: 'Ndiyo',
  });
  await follow(question, answer);
  expect(await conversationsOf(thread)).toMatchObject([
    {
      waitingSince: null,
      unreadCount: 0,
      lastMessagePreview: 'Ndiyo',
      lastMessageDirection: 'outbound',
      lastMessageStatus: 'queued',
    },
  ]);
  await follow(await aMessage(em, thread, { at: after(2_000) }));
  expect(await conversationsOf(thread)).toMatchObject([{ waitingSince: after(2_000) }]);
});

test('an answer for later ends the wait and becomes the last message when it leaves, not before', async () => {
  const em = database.db.em();
  const thread = await aThread(em);
  const question = await aMessage(em, thread, { text: 'Mko wazi?', at: noon });
  await follow(question);
  const due = after(hour);
  const answer = await aMessage(em, thread, {
    authorKind: 'member',
    text: 'Ndiyo',
    at: due,
    scheduledFor: due,
  });
  const become = async (status: 'failed' | 'sent') => {
    await query(em, 'update message set status = $2 where id = $1', [answer.id, status]);
    await follow(answer);
    return (await conversationsOf(thread))[0];
  };
  await follow(answer);
  expect((await conversationsOf(thread))[0]).toMatchObject({
    waitingSince: noon,
    unreadCount: 1,
    lastMessageId: question.id,
  });
  expect(await become('failed')).toMatchObject({
    waitingSince: noon,
    lastMessageId: answer.id,
    lastMessageStatus: 'failed',
  });
  expect(await become('sent')).toMatchObject({ waitingSince: null, lastMessageId: answer.id });
  const more = await aMessage(em, thread, { text: 'Asante. Bei?', at: after(2 * hour) });
  await follow(more);
  await follow(answer);
  expect((await conversationsOf(thread))[0]).toMatchObject({
    waitingSince: after(2 * hour),
    lastMessageId: more.id,
  });
});

test('a campaign to somebody who never wrote opens no conversation', async () => {
  const em = database.db.em();
  const thread = await aThread(em);
  await follow(await aMessage(em, thread, { authorKind: 'campaign' }));
  expect(await conversationsOf(thread)).toEqual([]);
  expect(await announced(thread)).toEqual([]);
});

test('a campaign within a conversation is its last message but does not end the wait', async () => {
  const em = database.db.em();
  const thread = await aThread(em);
  await follow(await aMessage(em, thread, { at: noon }));
  await follow(
    await aMessage(em, thread, { authorKind: 'campaign', at: after(1_000), text: 'Offer' }),
  );
  expect(await conversationsOf(thread)).toMatchObject([
    { waitingSince: noon, unreadCount: 1, lastMessagePreview: 'Offer' },
  ]);
});

test('five hundred messages of as many threads cost a handful of statements', async () => {
  const em = database.db.em();
  const threads = await Promise.all(Array.from({ length: 20 }, () => aThread(database.db.em())));
  await query(
    em,
    `insert into message (id, thread_id, channel_id, direction, kind, content, status, author_kind, at)
     select gen_random_uuid(), t.id, t.channel_id, 'inbound', 'text', '{"type":"text","text":{"body":"Hi"}}',
       'received', 'customer', now() from thread t, generate_series(1, 25) where t.id = any($1::uuid[])`,
    [threads.map(({ id }) => id)],
  );
  const rows = await query<{ id: string }>(
    em,
    'select id from message where thread_id = any($1::uuid[])',
    [threads.map(({ id }) => id)],
  );
  let statements = 0;
  await database.db.transaction(async (inner) => {
    const kysely = inner.getKysely();
    Object.assign(inner, { getKysely: () => (statements++, kysely) });
    await intake.follow(
      inner,
      rows.map(({ id }) => id),
    );
  });
  expect(statements).toBeLessThanOrEqual(6);
  const conversations = await database.db
    .em()
    .find(Conversation, { threadId: { $in: threads.map(({ id }) => id) } });
  expect(conversations.map(({ unreadCount }) => unreadCount)).toEqual(Array(20).fill(25));
});

test('two batches at once for one new thread open one conversation', async () => {
  const em = database.db.em();
  const thread = await aThread(em);
  const messages: Message[] = [];
  for (let index = 0; index < 8; index++) messages.push(await aMessage(em, thread));
  await Promise.all(messages.map((message) => follow(message)));
  expect(await conversationsOf(thread)).toMatchObject([{ unreadCount: 8 }]);
});

test('the id that came with the webhook goes on with the news', async () => {
  const em = database.db.em();
  const thread = await aThread(em);
  const message = await aMessage(em, thread);
  await database.db.transaction((inner) =>
    intake.follow(inner, [message.id], new Map([[message.id, 'from-the-webhook']])),
  );
  const events = await query(
    em,
    `select correlation_id from event where payload->>'threadId' = $1`,
    [thread.id],
  );
  expect(events).toEqual([{ correlation_id: 'from-the-webhook' }]);
});
