import { Contact } from '@datacare/contacts';
import { Message, Thread } from '@datacare/messaging';
import { Events, query, type Jobs } from '@datacare/platform';
import { testDatabase, type TestDatabase } from '@datacare/platform/testing';
import { Conversation } from '../conversations/conversation.entity';
import { aConversation, aMessage, aThread } from '../testing/conversations';
import { testEntities } from '../testing/entities';
import { ConversationReflection } from './conversation-reflection.service';

let database: TestDatabase;
let reflection: ConversationReflection;

beforeAll(async () => {
  database = await testDatabase(testEntities);
  reflection = new ConversationReflection(new Events({ ring: () => undefined } as unknown as Jobs));
});
afterAll(() => database.drop());

/** A conversation whose last message is an answer of ours. */
async function anAnswered() {
  const em = database.db.em();
  const thread = await aThread(em);
  const earlier = await aMessage(em, thread, { authorKind: 'member', status: 'sent' });
  const answer = await aMessage(em, thread, {
    authorKind: 'member',
    status: 'sent',
    text: 'Ndiyo',
  });
  const conversation = await aConversation(em, {
    thread,
    lastMessageId: answer.id,
    lastMessagePreview: 'Ndiyo',
    lastMessageDirection: 'outbound',
    lastMessageStatus: 'sent',
  });
  return { em, thread, earlier, answer, conversation };
}
const reload = ({ id }: Conversation) => database.db.em().findOneOrFail(Conversation, id);
const announced = async ({ id }: Conversation) =>
  (
    await query<{ payload: Record<string, unknown> }>(
      database.db.em(),
      'select payload from event where subject_id = $1 order by id',
      [id],
    )
  ).map(({ payload }) => payload);

test('the tick of the list follows the last message; that of an earlier one only reaches the thread', async () => {
  const { em, earlier, answer, conversation } = await anAnswered();
  await em.nativeUpdate(Message, { id: answer.id }, { status: 'delivered' });
  await em.nativeUpdate(Message, { id: earlier.id }, { status: 'read' });
  await database.db.transaction((inner) =>
    reflection.statuses(inner, [earlier.id, answer.id, answer.id]),
  );
  expect(await reload(conversation)).toMatchObject({ lastMessageStatus: 'delivered' });
  expect(await announced(conversation)).toMatchObject([
    { what: 'message', messageId: earlier.id },
    { what: 'message', messageId: answer.id },
  ]);
});

test('a longer window that Meta tells with a status reaches the conversation', async () => {
  const { em, thread, answer, conversation } = await anAnswered();
  const until = new Date('2026-11-25T12:00:00Z');
  await em.nativeUpdate(Thread, { id: thread.id }, { windowExtendedUntil: until });
  await database.db.transaction((inner) => reflection.statuses(inner, [answer.id]));
  expect(await reload(conversation)).toMatchObject({ windowExpiresAt: until });
});

test('an edited or revoked last message changes the preview', async () => {
  const { em, answer, conversation } = await anAnswered();
  const content = { type: 'text' as const, text: { body: 'Hapana' } };
  await em.nativeUpdate(Message, { id: answer.id }, { content, editedAt: new Date() });
  await database.db.transaction((inner) => reflection.messages(inner, [answer.id]));
  expect(await reload(conversation)).toMatchObject({ lastMessagePreview: 'Hapana' });
  await em.nativeUpdate(Message, { id: answer.id }, { revokedAt: new Date() });
  await database.db.transaction((inner) => reflection.messages(inner, [answer.id]));
  expect(await reload(conversation)).toMatchObject({ lastMessagePreview: 'Message deleted' });
});

test('a message of a thread without a conversation is announced to nobody', async () => {
  const em = database.db.em();
  const message = await aMessage(em, await aThread(em), { authorKind: 'campaign' });
  await database.db.transaction((inner) => reflection.statuses(inner, [message.id]));
  const events = await query(em, `select from event where payload->>'messageId' = $1`, [
    message.id,
  ]);
  expect(events).toEqual([]);
});

test('a person’s new name is announced on the conversation that shows them now', async () => {
  const { em, thread, conversation } = await anAnswered();
  await aConversation(em, { thread, status: 'closed', closedAt: new Date() });
  await database.db.transaction((inner) => reflection.contacts(inner, [thread.contactId]));
  expect(await announced(conversation)).toEqual([
    { what: 'contact', conversationId: conversation.id, threadId: thread.id },
  ]);
});

test('conversations of a contact that was joined into another are the other’s', async () => {
  const { em, thread, conversation } = await anAnswered();
  const survivor = new Contact({ name: 'Survivor' });
  await em.persist(survivor).flush();
  await database.db.transaction((inner) =>
    reflection.contactsMerged(inner, survivor.id, thread.contactId),
  );
  expect(await reload(conversation)).toMatchObject({ contactId: survivor.id });
});
