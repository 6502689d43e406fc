import { Events, type Jobs } from '@datacare/platform';
import { testDatabase, type TestDatabase } from '@datacare/platform/testing';
import { Conversation } from '../conversations/conversation.entity';
import { ConversationEvent } from '../conversations/conversation-event.entity';
import { ConversationHistory } from '../conversations/conversation-history.service';
import { aChannel, aConversation, aThread } from '../testing/conversations';
import { testEntities } from '../testing/entities';
import { ConversationMerge } from './conversation-merge.service';

let database: TestDatabase;
let threads: ConversationMerge;
const morning = new Date('2026-11-20T08:00:00Z');
const noon = new Date('2026-11-20T12:00:00Z');

beforeAll(async () => {
  database = await testDatabase(testEntities);
  const events = new Events({ ring: () => undefined } as unknown as Jobs);
  threads = new ConversationMerge(new ConversationHistory(events));
});
afterAll(() => database.drop());

async function twoThreads() {
  const em = database.db.em();
  const channel = await aChannel(em);
  const survivor = await aThread(em, { channel });
  const merged = await aThread(em, { channel });
  return { em, survivor, merged };
}
const merge = (survivor: { id: string }, merged: { id: string }) =>
  database.db.transaction((em) => threads.merge(em, survivor.id, merged.id));
const reload = ({ id }: Conversation) => database.db.em().findOneOrFail(Conversation, id);

test('of two open conversations the older goes on with what both knew, and both keep their log', async () => {
  const { em, survivor, merged } = await twoThreads();
  const newer = await aConversation(em, {
    thread: survivor,
    openedAt: noon,
    unreadCount: 2,
    waitingSince: noon,
    lastMessageAt: noon,
    lastMessagePreview: 'newest',
  });
  const older = await aConversation(em, {
    thread: merged,
    openedAt: morning,
    unreadCount: 1,
    waitingSince: morning,
    lastMessageAt: morning,
    priority: 2,
  });
  await merge(survivor, merged);
  expect(await reload(older)).toMatchObject({
    threadId: survivor.id,
    contactId: survivor.contactId,
    status: 'open',
    unreadCount: 3,
    waitingSince: morning,
    lastMessagePreview: 'newest',
    priority: 2,
  });
  expect(await reload(newer)).toMatchObject({
    threadId: survivor.id,
    status: 'closed',
    unreadCount: 0,
  });
  const log = await em.find(ConversationEvent, { conversationId: { $in: [older.id, newer.id] } });
  expect(log).toMatchObject([
    { conversationId: newer.id, kind: 'merged', data: { into: older.id } },
    { conversationId: older.id, kind: 'merged', data: { from: newer.id } },
  ]);
});

test('a single open conversation moves over as it is, closed ones with it', async () => {
  const { em, survivor, merged } = await twoThreads();
  const closed = await aConversation(em, { thread: survivor, status: 'closed', closedAt: morning });
  const open = await aConversation(em, { thread: merged, unreadCount: 4 });
  await merge(survivor, merged);
  expect(await reload(closed)).toMatchObject({ status: 'closed' });
  expect(await reload(open)).toMatchObject({
    threadId: survivor.id,
    status: 'open',
    unreadCount: 4,
  });
});

test('merging again changes nothing', async () => {
  const { em, survivor, merged } = await twoThreads();
  const conversation = await aConversation(em, { thread: merged });
  await merge(survivor, merged);
  await merge(survivor, merged);
  expect(await em.count(ConversationEvent, { conversationId: conversation.id })).toBe(1);
});
