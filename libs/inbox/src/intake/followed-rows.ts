import type { MessageContent } from '@datacare/cloud-api/content';
import { query } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Followed, FollowedMessage } from './follow-message';
import { messagePreview } from './message-preview';

type MessageRow = Omit<FollowedMessage, 'at' | 'preview' | 'windowExtendedUntil'> & {
  at: string;
  content: MessageContent;
  isRevoked: boolean;
  windowExtendedUntil: string | null;
};

const moment = (value: string | null): Date | null => (value === null ? null : new Date(value));

/** The messages with these ids, with the thread and the person they belong to now. */
export async function loadMessages(
  em: EntityManager,
  ids: string[],
): Promise<Map<string, FollowedMessage>> {
  const rows = await query<MessageRow>(
    em,
    `select m.id, m.thread_id as "threadId", m.channel_id as "channelId", t.contact_id as "contactId",
       m.direction, m.author_kind as "authorKind", m.status, m.at, m.content,
       m.scheduled_for is not null as "isScheduled",
       m.revoked_at is not null as "isRevoked", t.window_extended_until as "windowExtendedUntil"
     from message m join thread t on t.id = m.thread_id
     where m.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(
    rows.map(({ content, isRevoked, ...row }) => [
      row.id,
      {
        ...row,
        at: new Date(row.at),
        preview: messagePreview(content, isRevoked),
        windowExtendedUntil: moment(row.windowExtendedUntil),
      },
    ]),
  );
}

type ConversationRow = {
  [Column in keyof Followed]: Followed[Column] extends Date
    ? string
    : Followed[Column] extends Date | null
      ? string | null
      : Followed[Column];
};

/**
 * The latest conversation of each thread, locked until the transaction ends: the one that is not closed,
 * else the one closed last.
 */
export async function lockLatest(
  em: EntityManager,
  threadIds: string[],
): Promise<Map<string, Followed>> {
  const rows = await query<ConversationRow>(
    em,
    `select c.id, c.thread_id as "threadId", c.channel_id as "channelId", c.contact_id as "contactId", c.status,
       c.unread_count as "unreadCount", c.waiting_since as "waitingSince",
       c.window_expires_at as "windowExpiresAt", c.last_message_id as "lastMessageId",
       c.last_message_at as "lastMessageAt", c.last_message_preview as "lastMessagePreview",
       c.last_message_direction as "lastMessageDirection", c.last_message_status as "lastMessageStatus",
       c.opened_at as "openedAt", c.closed_at as "closedAt"
     from conversation c
     where c.id in (
       select distinct on (thread_id) id from conversation
       where thread_id = any($1::uuid[])
       order by thread_id, (status <> 'closed') desc, closed_at desc, id desc)
     order by c.id
     for no key update of c`,
    [threadIds],
  );
  return new Map(
    rows.map((row) => [
      row.threadId,
      {
        ...row,
        waitingSince: moment(row.waitingSince),
        windowExpiresAt: moment(row.windowExpiresAt),
        lastMessageAt: new Date(row.lastMessageAt),
        openedAt: new Date(row.openedAt),
        closedAt: moment(row.closedAt),
      },
    ]),
  );
}

const followedRecord = `jsonb_to_recordset($1::jsonb) as r(
  id uuid, "threadId" uuid, "channelId" uuid, "contactId" uuid, status text, "unreadCount" int,
  "waitingSince" timestamptz, "windowExpiresAt" timestamptz, "lastMessageId" uuid, "lastMessageAt" timestamptz,
  "lastMessagePreview" text, "lastMessageDirection" text, "lastMessageStatus" text,
  "openedAt" timestamptz, "closedAt" timestamptz)`;

/** Makes conversations; returns the threads that had got an open one in the meantime and so were left alone. */
export async function insertConversations(
  em: EntityManager,
  conversations: Followed[],
): Promise<string[]> {
  if (conversations.length === 0) return [];
  const made = await query<{ thread_id: string }>(
    em,
    `insert into conversation (id, thread_id, channel_id, contact_id, status, unread_count, waiting_since,
       window_expires_at, last_message_id, last_message_at, last_message_preview, last_message_direction,
       last_message_status, opened_at)
     select id, "threadId", "channelId", "contactId", status, "unreadCount", "waitingSince", "windowExpiresAt",
       "lastMessageId", "lastMessageAt", "lastMessagePreview", "lastMessageDirection", "lastMessageStatus", "openedAt"
     from ${followedRecord}
     on conflict (thread_id) where status <> 'closed' do nothing
     returning thread_id`,
    [JSON.stringify(conversations)],
  );
  const known = new Set(made.map(({ thread_id }) => thread_id));
  return conversations.map(({ threadId }) => threadId).filter((id) => !known.has(id));
}

export async function updateConversations(
  em: EntityManager,
  conversations: Followed[],
): Promise<void> {
  if (conversations.length === 0) return;
  await query(
    em,
    `update conversation c set
       status = r.status, unread_count = r."unreadCount", waiting_since = r."waitingSince",
       window_expires_at = r."windowExpiresAt", last_message_id = r."lastMessageId",
       last_message_at = r."lastMessageAt", last_message_preview = r."lastMessagePreview",
       last_message_direction = r."lastMessageDirection", last_message_status = r."lastMessageStatus",
       closed_at = r."closedAt", closed_by_id = case when r.status = 'closed' then c.closed_by_id end
     from ${followedRecord}
     where c.id = r.id`,
    [JSON.stringify(conversations)],
  );
}
