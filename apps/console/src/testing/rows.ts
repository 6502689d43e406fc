import type { MessagePartsFragment } from '../core/graphql/generated';
import type { ConversationRow } from '../inbox/list-filter';

const START = Date.parse('2026-11-22T08:00:00Z');

/** The nth minute of the day the cases play on. */
export const minute = (n: number) => new Date(START + n * 60_000).toISOString();

export function aRow(id: string, parts: Partial<ConversationRow> = {}): ConversationRow {
  return {
    id,
    threadId: `thread-${id}`,
    status: 'OPEN',
    priority: 'NORMAL',
    unreadCount: 0,
    waitingSince: null,
    windowExpiresAt: null,
    lastMessageAt: minute(0),
    lastMessagePreview: 'Hello',
    lastMessageDirection: 'INBOUND',
    lastMessageStatus: 'RECEIVED',
    openedAt: minute(0),
    closedAt: null,
    channel: {
      id: 'channel',
      name: 'Shop',
      displayPhoneNumber: '+254 711 000 000',
      isPaused: false,
    },
    contact: { id: `contact-${id}`, displayName: `Contact ${id}`, phone: null, username: null },
    assignee: null,
    team: null,
    ...parts,
  };
}

export function aMessage(
  id: string,
  parts: Partial<MessagePartsFragment> = {},
): MessagePartsFragment {
  return {
    id,
    threadId: 'thread-a',
    direction: 'OUTBOUND',
    kind: 'text',
    content: { type: 'text', text: { body: id } },
    preview: id,
    status: 'QUEUED',
    statusTimes: [],
    failure: null,
    authorKind: 'MEMBER',
    author: null,
    replyTo: null,
    replyToWamid: null,
    reactions: [],
    media: [],
    attempts: [],
    clientKey: null,
    isForwarded: false,
    referral: null,
    editedAt: null,
    revokedAt: null,
    scheduledFor: null,
    at: minute(1),
    ...parts,
  };
}
