import type {
  ConversationDetailFragment,
  EventPartsFragment,
  MessagePartsFragment,
  MessageStatus,
} from '../core/graphql/generated';
import type { Fault } from '../core/graphql/fault';
import type { ConversationChange } from './live-source';

/** One conversation as opened: what it is, what was said and what happened to it. */
export interface ThreadState {
  readonly conversationId: string;
  readonly state: 'loading' | 'ready' | 'missing' | 'failed';
  readonly fault: Fault | null;
  readonly detail: ConversationDetailFragment | null;
  /** Oldest first. */
  readonly messages: readonly MessagePartsFragment[];
  readonly events: readonly EventPartsFragment[];
  /** Cursor for what came before, null when the first message is here. */
  readonly earlierCursor: string | null;
  readonly isLoadingEarlier: boolean;
}

export const emptyThread = (conversationId: string): ThreadState => ({
  conversationId,
  state: 'loading',
  fault: null,
  detail: null,
  messages: [],
  events: [],
  earlierCursor: null,
  isLoadingEarlier: false,
});

const progress: Record<MessageStatus, number> = {
  RECEIVED: 0,
  QUEUED: 0,
  SENDING: 1,
  UNCONFIRMED: 2,
  CANCELLED: 3,
  FAILED: 3,
  ACCEPTED: 3,
  SENT: 4,
  DELIVERED: 5,
  READ: 6,
  PLAYED: 7,
};

/** Whether an answer without a sequence number tells more than what is on the screen already. */
export function isNewer(incoming: MessagePartsFragment, present: MessagePartsFragment): boolean {
  const attempts = incoming.attempts.length - present.attempts.length;
  return attempts > 0 || (attempts === 0 && progress[incoming.status] >= progress[present.status]);
}

function inOrder(a: MessagePartsFragment, b: MessagePartsFragment): number {
  return Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** The messages with one more or one changed, in WhatsApp's order of time. */
export function withMessage(
  messages: readonly MessagePartsFragment[],
  message: MessagePartsFragment,
): readonly MessagePartsFragment[] {
  const at = messages.findLastIndex(({ id }) => id === message.id);
  const isSamePlace = at >= 0 && inOrder(messages[at]!, message) === 0;
  if (isSamePlace) return messages.with(at, message);
  const others = at < 0 ? messages : messages.toSpliced(at, 1);
  const before = others.findLastIndex((other) => inOrder(other, message) <= 0);
  return others.toSpliced(before + 1, 0, message);
}

/** A page of earlier or refetched messages joined with what is there; what came in live meanwhile wins. */
export function joined(
  messages: readonly MessagePartsFragment[],
  page: readonly MessagePartsFragment[],
): readonly MessagePartsFragment[] {
  const present = new Set(messages.map(({ id }) => id));
  return [...page.filter(({ id }) => !present.has(id)), ...messages].sort(inOrder);
}

/**
 * A fresh last page put over what is there. Earlier history stays when the two touch; after a gap only the page is
 * sure, and the rest is loaded again on the way up. `live` came in while the page was on its way, so it wins.
 */
export function renewed(
  thread: ThreadState,
  page: readonly MessagePartsFragment[],
  live: readonly MessagePartsFragment[],
  cursor: string | null,
): Pick<ThreadState, 'messages' | 'earlierCursor'> {
  const fresh = new Set(page.map(({ id }) => id));
  const touches = thread.messages.some(({ id }) => fresh.has(id));
  if (thread.state !== 'ready' || !touches)
    return { messages: joined(live, page), earlierCursor: cursor };
  const messages = joined(joined(live, page), thread.messages);
  return { messages, earlierCursor: thread.earlierCursor };
}

/** A change of this conversation, applied; messages beyond the loaded history are left to their page. */
export function changed(thread: ThreadState, change: ConversationChange): ThreadState {
  const { conversation, message, event } = change;
  if (!conversation) return { ...thread, state: 'missing', detail: null, messages: [], events: [] };
  const oldest = thread.messages[0];
  const isBeforeHistory =
    message && oldest && thread.earlierCursor !== null && inOrder(message, oldest) < 0;
  const isNewEvent = event && !thread.events.some(({ id }) => id === event.id);
  return {
    ...thread,
    messages: message && !isBeforeHistory ? withMessage(thread.messages, message) : thread.messages,
    events: isNewEvent ? [...thread.events, event] : thread.events,
  };
}

/** The row's fields put into the detail, which keeps what only the detail knows of the contact. */
export function withRow(
  detail: ConversationDetailFragment,
  row: NonNullable<ConversationChange['conversation']>,
): ConversationDetailFragment {
  return { ...detail, ...row, contact: { ...detail.contact, ...row.contact } };
}
