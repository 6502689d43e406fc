import { newId } from '@datacare/platform';
import type { AuthorKind, MessageStatus } from '@datacare/messaging';
import type { Conversation } from '../conversations/conversation.entity';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The columns of a conversation that its messages move. */
export type Followed = Pick<
  Conversation,
  | 'id'
  | 'threadId'
  | 'channelId'
  | 'contactId'
  | 'status'
  | 'unreadCount'
  | 'waitingSince'
  | 'windowExpiresAt'
  | 'lastMessageId'
  | 'lastMessageAt'
  | 'lastMessagePreview'
  | 'lastMessageDirection'
  | 'lastMessageStatus'
  | 'openedAt'
  | 'closedAt'
>;

/** A stored message as the list needs it. */
export interface FollowedMessage {
  id: string;
  threadId: string;
  channelId: string;
  contactId: string;
  direction: 'inbound' | 'outbound';
  authorKind: AuthorKind;
  status: MessageStatus;
  /** Meta's time for what came in, ours for what goes out. */
  at: Date;
  /** It was sent for later: nothing happens to the list before it leaves. */
  isScheduled: boolean;
  preview: string;
  /** Of the thread: a longer window that an advertisement gave. */
  windowExtendedUntil: Date | null;
}

export type Step = 'opened' | 'reopened';

/** A new conversation for a thread whose customer has just written. */
function open(message: FollowedMessage): Followed {
  return {
    id: newId(),
    threadId: message.threadId,
    channelId: message.channelId,
    contactId: message.contactId,
    status: 'open',
    unreadCount: 0,
    waitingSince: null,
    windowExpiresAt: null,
    lastMessageId: null,
    lastMessageAt: message.at,
    lastMessagePreview: '',
    lastMessageDirection: null,
    lastMessageStatus: null,
    openedAt: message.at,
    closedAt: null,
  };
}

/** An older message that arrives late is counted, but does not take the place of a newer one. */
function isNewer(message: FollowedMessage, conversation: Followed): boolean {
  if (conversation.lastMessageId === null) return true;
  const ahead = message.at.getTime() - conversation.lastMessageAt.getTime();
  return ahead > 0 || (ahead === 0 && message.id > conversation.lastMessageId);
}

const latest = (...times: (Date | null)[]): Date | null =>
  times.reduce((a, b) => (a && (!b || a >= b) ? a : b), null);

/**
 * Which conversation a customer's message belongs to: the thread's open one; the last one when it was closed
 * less than 24 hours before the message; else a new one.
 */
function receiving(latestOne: Followed | undefined, message: FollowedMessage): [Followed, Step?] {
  if (!latestOne) return [open(message), 'opened'];
  if (latestOne.status !== 'closed') return [latestOne];
  const isRecent = message.at.getTime() < (latestOne.closedAt?.getTime() ?? 0) + DAY_MS;
  if (!isRecent) return [open(message), 'opened'];
  return [{ ...latestOne, status: 'open', closedAt: null }, 'reopened'];
}

/** Takes in a message of the customer. */
function receive(latestOne: Followed | undefined, message: FollowedMessage): Following {
  const [conversation, step] = receiving(latestOne, message);
  const dayAfter = new Date(message.at.getTime() + DAY_MS);
  return {
    step,
    conversation: {
      ...conversation,
      unreadCount: conversation.unreadCount + 1,
      waitingSince: conversation.waitingSince ?? message.at,
      windowExpiresAt: latest(conversation.windowExpiresAt, dayAfter, message.windowExtendedUntil),
    },
  };
}

/** Only an answer ends the customer's wait; a campaign that goes out meanwhile does not. */
const answers: ReadonlySet<AuthorKind> = new Set(['member', 'bot', 'api', 'phone']);
/** A person who answers has looked at what came in. */
const people: ReadonlySet<AuthorKind> = new Set(['member', 'phone']);

/** A message for later says nothing to the customer while it waits, nor when it was held or taken back. */
const hasLeft = ({ status }: FollowedMessage) =>
  !['queued', 'unconfirmed', 'failed', 'cancelled'].includes(status);

/**
 * What was sent for later answers what the customer had written by then, however late that is told; it leaves by
 * itself, so nobody has looked at what came in.
 */
function leaveLater(conversation: Followed, message: FollowedMessage): Following {
  const { waitingSince } = conversation;
  const isAnswer = hasLeft(message) && answers.has(message.authorKind);
  const isAnswered = isAnswer && waitingSince !== null && waitingSince <= message.at;
  return { conversation: { ...conversation, waitingSince: isAnswered ? null : waitingSince } };
}

function sendOut(conversation: Followed, message: FollowedMessage): Following {
  if (message.isScheduled) return leaveLater(conversation, message);
  const { authorKind } = message;
  return {
    conversation: {
      ...conversation,
      waitingSince: answers.has(authorKind) ? null : conversation.waitingSince,
      unreadCount: people.has(authorKind) ? 0 : conversation.unreadCount,
    },
  };
}

export interface Following {
  conversation: Followed;
  step?: Step;
}

/**
 * What a message does to its thread's latest conversation; undefined when it concerns none, as with
 * a campaign to somebody who never wrote.
 */
export function follow(
  latestOne: Followed | undefined,
  message: FollowedMessage,
): Following | undefined {
  if (message.direction === 'outbound' && !latestOne) return undefined;
  const following =
    message.direction === 'inbound' ? receive(latestOne, message) : sendOut(latestOne!, message);
  const isWaiting = message.isScheduled && ['queued', 'cancelled'].includes(message.status);
  if (isWaiting || !isNewer(message, following.conversation)) return following;
  return {
    ...following,
    conversation: {
      ...following.conversation,
      lastMessageId: message.id,
      lastMessageAt: message.at,
      lastMessagePreview: message.preview,
      lastMessageDirection: message.direction,
      lastMessageStatus: message.status,
    },
  };
}
