import { randomUUID } from 'node:crypto';
import { Team, type Member } from '@datacare/identity';
import { Message, Thread } from '@datacare/messaging';
import { newId, query } from '@datacare/platform';
import { eventually } from '@datacare/platform/testing';
import { Conversation } from '../conversations/conversation.entity';
import { ConversationEvent } from '../conversations/conversation-event.entity';
import { aConversation, aMessage, aThread } from '../testing/conversations';
import { inboxApp, type InboxApp } from '../testing/inbox-app';

let app: InboxApp;
let agent: { member: Member; token: string };
let marketer: typeof agent;

beforeAll(async () => {
  app = await inboxApp();
  agent = await app.join('agent');
  marketer = await app.join('marketer');
}, 60_000);
afterAll(() => app?.close());

interface Result {
  __typename: string;
  id?: string;
  code?: string;
  field?: string;
  status?: string;
}
async function send(input: Record<string, unknown>, token = agent.token): Promise<Result> {
  const { data, errors } = await app.ask<{ sendMessage: Result }>(
    token,
    `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { __typename
      ... on Message { id status preview author { name } }
      ... on Refusal { code message } ... on ContentInvalid { field } } }`,
    { input: { clientKey: randomUUID(), content: text('Karibu!'), ...input } },
  );
  return errors
    ? { __typename: 'error', code: String(errors[0]!.extensions['code']) }
    : data!.sendMessage;
}
const text = (body: string) => ({ type: 'text', text: { body } });
const reload = ({ id }: Conversation) => app.db.em().findOneOrFail(Conversation, id);

/** A conversation whose customer wrote so many hours ago. */
async function aWindow(hours: number, values: Partial<Conversation> = {}): Promise<Conversation> {
  const em = app.db.em();
  const thread = await aThread(em);
  thread.lastInboundAt = new Date(Date.now() - hours * 3_600_000);
  await em.flush();
  return aConversation(em, { thread, ...values });
}

test('an answer is queued at once, becomes the last message and ends the wait', async () => {
  const conversation = await aWindow(1, { waitingSince: new Date(), unreadCount: 2 });
  const result = await send({ conversationId: conversation.id });
  expect(result).toMatchObject({
    __typename: 'Message',
    status: 'QUEUED',
    preview: 'Karibu!',
    author: { name: agent.member.name },
  });
  await eventually(async () =>
    expect(await reload(conversation)).toMatchObject({
      lastMessageId: result.id,
      lastMessagePreview: 'Karibu!',
      lastMessageStatus: 'queued',
      waitingSince: null,
      unreadCount: 0,
    }),
  );
});

test('an answer goes on under the id of the webhook that it answers', async () => {
  const { id, threadId } = await aWindow(1);
  const em = app.db.em();
  await query(em, 'update thread set last_inbound_correlation_id = $2 where id = $1', [
    threadId,
    'the-webhook-1',
  ]);
  const sent = await send({ conversationId: id });
  const followed = await query(
    em,
    `select a.correlation_id as attempt, e.correlation_id as event from send_attempt a
     join event e on e.subject_id = a.message_id where a.message_id = $1`,
    [sent.id],
  );
  expect(followed).toEqual([{ attempt: 'the-webhook-1', event: 'the-webhook-1' }]);
});

test('who answers a conversation that nobody has takes it; one that somebody has stays theirs', async () => {
  const free = await aWindow(1);
  await send({ conversationId: free.id });
  expect((await reload(free)).assigneeId).toBe(agent.member.id);
  const colleague = await app.join('agent');
  const taken = await aWindow(1, { assigneeId: colleague.member.id });
  await send({ conversationId: taken.id });
  expect((await reload(taken)).assigneeId).toBe(colleague.member.id);
});

test('answering a closed conversation opens it again', async () => {
  const closed = await aWindow(1, { status: 'closed', closedAt: new Date() });
  await send({ conversationId: closed.id });
  expect(await reload(closed)).toMatchObject({ status: 'open', assigneeId: agent.member.id });
  const log = await app.db
    .em()
    .find(ConversationEvent, { conversationId: closed.id }, { orderBy: { id: 'asc' } });
  expect(log.map(({ kind }) => kind)).toEqual(['reopened', 'assigned']);
});

test('from the screen of an older conversation one answers in the open one', async () => {
  const open = await aWindow(1);
  const em = app.db.em();
  const thread = await em.findOneOrFail(Thread, open.threadId);
  const old = await aConversation(em, { thread, status: 'closed', closedAt: new Date() });
  expect(await send({ conversationId: old.id })).toMatchObject({ __typename: 'Message' });
  expect(await reload(old)).toMatchObject({ status: 'closed' });
  expect(await reload(open)).toMatchObject({ assigneeId: agent.member.id });
});

test('fifty repeats of a request at once are one message; other words under the same key are refused', async () => {
  const { id: conversationId, threadId } = await aWindow(1);
  const clientKey = randomUUID();
  const results = await Promise.all(
    Array.from({ length: 50 }, () => send({ conversationId, clientKey })),
  );
  expect(new Set(results.map(({ id }) => id)).size).toBe(1);
  expect(await app.db.em().count(Message, { threadId })).toBe(1);
  expect(await send({ conversationId, clientKey, content: text('Else') })).toMatchObject({
    __typename: 'ClientKeyReused',
  });
});

test('a repeat after the conversation was closed leaves it closed', async () => {
  const conversation = await aWindow(1);
  const input = { conversationId: conversation.id, clientKey: randomUUID() };
  const first = await send(input);
  await app.db
    .em()
    .nativeUpdate(
      Conversation,
      { id: conversation.id },
      { status: 'closed', closedAt: new Date() },
    );
  expect((await send(input)).id).toBe(first.id);
  expect(await reload(conversation)).toMatchObject({ status: 'closed' });
});

test('a quote names a message of the same thread', async () => {
  const conversation = await aWindow(1);
  const em = app.db.em();
  const thread = { id: conversation.threadId, channelId: conversation.channelId };
  const question = await aMessage(em, thread, { text: 'Bei?' });
  const result = await send({ conversationId: conversation.id, replyToMessageId: question.id });
  const message = await em.findOneOrFail(Message, result.id!);
  expect(message.replyToWamid).toBe(question.wamid);
  const foreign = await aMessage(em, await aThread(em));
  const refused = await send({ conversationId: conversation.id, replyToMessageId: foreign.id });
  expect(refused).toMatchObject({ __typename: 'ContentInvalid' });
});

test('an answer for later shows at once, leaves the list as it is, and can be taken back', async () => {
  const waitingSince = new Date(Date.now() - 3_600_000);
  const conversation = await aWindow(1, { waitingSince, unreadCount: 1 });
  const sendAt = new Date(Date.now() + 2 * 3_600_000).toISOString();
  const { id: messageId } = await send({ conversationId: conversation.id, sendAt });
  await eventually(async () => {
    const news = await query(
      app.db.em(),
      "select from event where subject_id = $1 and payload->>'messageId' = $2",
      [conversation.id, messageId],
    );
    expect(news.length).toBeGreaterThan(0);
  });
  expect(await reload(conversation)).toMatchObject({
    waitingSince,
    lastMessageId: conversation.lastMessageId,
    assigneeId: agent.member.id,
  });
  const { data } = await app.ask<{ dropMessage: Result }>(
    agent.token,
    `mutation ($input: DropMessageInput!) { dropMessage(input: $input) { __typename
      ... on Message { id status scheduledFor } } }`,
    { input: { messageId } },
  );
  expect(data!.dropMessage).toEqual({
    __typename: 'Message',
    id: messageId,
    status: 'CANCELLED',
    scheduledFor: sendAt,
  });
});

test('each refusal says what is wrong and leaves nothing behind', async () => {
  const open = await aWindow(1);
  const closed = await aWindow(25);
  const team = new Team('Others');
  await app.db.em().persist(team).flush();
  const hidden = await aWindow(1, { teamId: team.id });
  const later = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const template = { type: 'template', template: { name: 'none', language: { code: 'en' } } };
  const cases: [Record<string, unknown>, object][] = [
    [
      { conversationId: closed.id },
      { __typename: 'WindowClosed', code: 'MESSAGING_WINDOW_CLOSED' },
    ],
    [
      { conversationId: open.id, content: text('x'.repeat(4_097)) },
      { __typename: 'ContentInvalid', field: 'text.body' },
    ],
    [
      { conversationId: open.id, sendAt: later(0) },
      { __typename: 'ContentInvalid', field: 'sendAt' },
    ],
    [
      { conversationId: open.id, sendAt: later(31 * 24) },
      { __typename: 'ContentInvalid', field: 'sendAt' },
    ],
    [
      { conversationId: open.id, sendAt: later(23.5) },
      { __typename: 'WindowClosed', code: 'MESSAGING_WINDOW_CLOSED' },
    ],
    [{ conversationId: open.id, content: { type: 'nonsense' } }, { __typename: 'ContentInvalid' }],
    [
      { conversationId: open.id, clientKey: 'no key' },
      { __typename: 'ContentInvalid', field: 'clientKey' },
    ],
    [{ conversationId: open.id, content: template }, { __typename: 'TemplateUnavailable' }],
    [
      { conversationId: open.id, content: { type: 'image', image: { mediaId: newId() } } },
      { __typename: 'ContentInvalid' },
    ],
    [{ conversationId: hidden.id }, { __typename: 'NotFound', code: 'NOT_FOUND' }],
    [{ conversationId: newId() }, { __typename: 'NotFound' }],
    [{ conversationId: 'nonsense' }, { __typename: 'NotFound' }],
  ];
  for (const [input, expected] of cases) expect(await send(input)).toMatchObject(expected);
  expect(await send({ conversationId: open.id }, marketer.token)).toMatchObject({
    code: 'FORBIDDEN',
  });
  const threads = [open, closed, hidden].map(({ threadId }) => threadId);
  expect(await app.db.em().count(Message, { threadId: { $in: threads } })).toBe(0);
  expect(await reload(closed)).toMatchObject({ assigneeId: null });
});
