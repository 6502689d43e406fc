import { dayKey, dayLabel } from './business-time';
import { isScheduled } from './delivery';
import type { ThreadEvent, ThreadMessage } from './thread-message';

/** Messages of one author this close together read as one group. */
export const GROUP_MS = 3 * 60_000;
/** From so many events in a row on, they fold into one line. */
export const FOLD_EVENTS = 4;
/** From so many plain photos in a row on, they form one grid. */
export const ALBUM_MIN = 3;

export type ThreadRow =
  | { kind: 'day'; key: string; label: string }
  | { kind: 'unread'; key: string; count: number }
  | { kind: 'events'; key: string; events: ThreadEvent[] }
  | {
      kind: 'message';
      key: string;
      message: ThreadMessage;
      /** All messages of a grid of photos, the first of them being `message`. */
      album?: ThreadMessage[];
      isFirst: boolean;
      isLast: boolean;
    };

export type MessageRow = Extract<ThreadRow, { kind: 'message' }>;

export interface RowOptions {
  zone: string;
  now: number;
  /** The "new messages" line stands before this message. */
  firstUnreadId?: string | undefined;
  unreadCount?: number | undefined;
}

const times = new WeakMap<object, number>();

function timeOf(item: ThreadMessage | ThreadEvent): number {
  let time = times.get(item);
  if (time === undefined) times.set(item, (time = Date.parse(item.at)));
  return time;
}

const authorOf = (message: ThreadMessage) =>
  `${message.direction}:${message.authorKind}:${message.author?.id ?? ''}`;

function isPlainPhoto(message: ThreadMessage): boolean {
  const { content } = message;
  const isPhoto =
    (content.type === 'image' && !content.image.caption) ||
    (content.type === 'video' && !content.video.caption);
  return (
    isPhoto &&
    message.media.length === 1 &&
    message.status !== 'FAILED' &&
    message.status !== 'UNCONFIRMED' &&
    message.status !== 'CANCELLED' &&
    !message.replyTo &&
    !message.replyToWamid &&
    !message.revokedAt &&
    !isScheduled(message) &&
    !message.referral &&
    !message.isForwarded &&
    message.reactions.length === 0
  );
}

/** Two sorted lists as one; at the same instant the event comes first, as it explains what follows. */
function* inOrder(messages: readonly ThreadMessage[], events: readonly ThreadEvent[]) {
  let e = 0;
  for (const message of messages) {
    while (e < events.length && timeOf(events[e]!) <= timeOf(message))
      yield { event: events[e++]! };
    yield { message };
  }
  while (e < events.length) yield { event: events[e++]! };
}

/** By time; a list that is in order already, as nearly always, is not copied. Same instants keep their order. */
function byTime<T extends ThreadMessage | ThreadEvent>(items: readonly T[]): readonly T[] {
  const isOrdered = items.every(
    (item, index) => index === 0 || timeOf(items[index - 1]!) <= timeOf(item),
  );
  return isOrdered ? items : [...items].sort((a, b) => timeOf(a) - timeOf(b));
}

/** Turns messages (oldest first) and events into the rows of a thread: days, groups, grids, lines. */
export function threadRows(
  messages: readonly ThreadMessage[],
  events: readonly ThreadEvent[],
  options: RowOptions,
): ThreadRow[] {
  const rows: ThreadRow[] = [];
  let day = '';
  let lastMessage: MessageRow | undefined;
  for (const { message, event } of inOrder(byTime(messages), byTime(events)) as Iterable<{
    message?: ThreadMessage;
    event?: ThreadEvent;
  }>) {
    const at = timeOf((message ?? event)!);
    const itsDay = dayKey(at, options.zone);
    if (itsDay !== day) {
      day = itsDay;
      rows.push({ kind: 'day', key: `day:${day}`, label: dayLabel(at, options.now, options.zone) });
      lastMessage = undefined;
    }
    if (event) {
      const last = rows.at(-1);
      if (last?.kind === 'events') last.events.push(event);
      else rows.push({ kind: 'events', key: `events:${event.id}`, events: [event] });
      lastMessage = undefined;
      continue;
    }
    if (message!.id === options.firstUnreadId) {
      rows.push({ kind: 'unread', key: 'unread', count: options.unreadCount ?? 0 });
      lastMessage = undefined;
    }
    lastMessage = addMessage(rows, message!, lastMessage);
  }
  return foldAlbums(rows);
}

function addMessage(rows: ThreadRow[], message: ThreadMessage, last: MessageRow | undefined) {
  const joins =
    last !== undefined &&
    authorOf(last.message) === authorOf(message) &&
    timeOf(message) - timeOf(last.message) <= GROUP_MS;
  if (joins) last.isLast = false;
  const row: MessageRow = {
    kind: 'message',
    // An optimistic message and the stored one that replaces it are one row: nothing blinks.
    key: `m:${message.clientKey ?? message.id}`,
    message,
    isFirst: !joins,
    isLast: true,
  };
  rows.push(row);
  return row;
}

function foldAlbums(rows: ThreadRow[]): ThreadRow[] {
  const folded: ThreadRow[] = [];
  let i = 0;
  while (i < rows.length) {
    const first = rows[i]!;
    let end = i;
    while (end < rows.length) {
      const row = rows[end]!;
      if (row.kind !== 'message' || !isPlainPhoto(row.message) || (end > i && row.isFirst)) break;
      end += 1;
    }
    if (first.kind === 'message' && end - i >= ALBUM_MIN) {
      const members = rows.slice(i, end) as MessageRow[];
      folded.push({
        ...first,
        album: members.map((row) => row.message),
        isLast: members.at(-1)!.isLast,
      });
      i = end;
    } else {
      // Every row up to `end` was looked at already: take them all, so that the work stays linear.
      folded.push(...rows.slice(i, Math.max(end, i + 1)));
      i = Math.max(end, i + 1);
    }
  }
  return folded;
}

/** The first of the newest `count` messages of the customer: where the "new messages" line goes. */
export function firstUnread(messages: readonly ThreadMessage[], count: number): string | undefined {
  let left = count;
  let found: string | undefined;
  for (let i = messages.length - 1; i >= 0 && left > 0; i -= 1) {
    if (messages[i]!.direction !== 'INBOUND') continue;
    found = messages[i]!.id;
    left -= 1;
  }
  return found;
}
