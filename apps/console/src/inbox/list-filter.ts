import type {
  ConversationFilterInput,
  ConversationOrder,
  ConversationRowFragment,
  ConversationStatus,
  Priority,
} from '../core/graphql/generated';

export type ConversationRow = ConversationRowFragment;
export type ListTab = 'mine' | 'unassigned' | 'all';

/** What the conversation list shows; the address bar holds it. */
export interface ListFilter {
  readonly tab: ListTab;
  readonly isClosed: boolean;
  readonly order: ConversationOrder;
  /** Only conversations whose 24-hour window has closed. */
  readonly isWindowClosed: boolean;
  readonly channelId: string | null;
}

export const firstFilter: ListFilter = {
  tab: 'all',
  isClosed: false,
  order: 'RECENT',
  isWindowClosed: false,
  channelId: null,
};

const assignees = { mine: 'ME', unassigned: 'UNASSIGNED', all: 'ANYONE' } as const;

export function statusesOf(filter: ListFilter): ConversationStatus[] {
  return filter.isClosed ? ['CLOSED'] : ['OPEN', 'PENDING'];
}

export function toQuery(filter: ListFilter): ConversationFilterInput {
  return {
    status: statusesOf(filter),
    assignee: assignees[filter.tab],
    order: filter.order,
    ...(filter.isWindowClosed && { isWindowClosed: true }),
    ...(filter.channelId && { channelId: filter.channelId }),
  };
}

/** Whether a row belongs to the list, by the rules the server filters with; a change decides it without a request. */
export function belongs(
  row: ConversationRow,
  filter: ListFilter,
  viewerId: string | null,
  now: number,
): boolean {
  if (!statusesOf(filter).includes(row.status)) return false;
  if (filter.tab === 'mine' && row.assignee?.id !== viewerId) return false;
  if (filter.tab === 'unassigned' && row.assignee) return false;
  if (filter.channelId && row.channel.id !== filter.channelId) return false;
  const isWindowClosed = !row.windowExpiresAt || Date.parse(row.windowExpiresAt) <= now;
  return !filter.isWindowClosed || isWindowClosed;
}

const weight: Record<Priority, number> = { URGENT: 3, HIGH: 2, NORMAL: 1, LOW: 0 };
const time = (at: string | null) => (at ? Date.parse(at) : Number.POSITIVE_INFINITY);

const byId = (a: ConversationRow, b: ConversationRow) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const byRecent = (a: ConversationRow, b: ConversationRow) =>
  time(b.lastMessageAt) - time(a.lastMessageAt) || byId(b, a);

function byWaiting(a: ConversationRow, b: ConversationRow): number {
  const [waitA, waitB] = [time(a.waitingSince), time(b.waitingSince)];
  return waitA === waitB ? byId(a, b) : waitA - waitB;
}

/** The server's orders, for putting a changed row in its place. */
export const comparators: Record<
  ConversationOrder,
  (a: ConversationRow, b: ConversationRow) => number
> = {
  RECENT: byRecent,
  WAITING: byWaiting,
  PRIORITY: (a, b) => weight[b.priority] - weight[a.priority] || byRecent(a, b),
};

/**
 * The list with `row` in its place, or without it when it does not belong. A row that falls behind the last one
 * loaded is left out while there is more to load: its page will bring it.
 */
export function placed(
  rows: readonly ConversationRow[],
  row: ConversationRow,
  options: {
    readonly belongs: boolean;
    readonly order: ConversationOrder;
    readonly hasMore: boolean;
  },
): readonly ConversationRow[] {
  const compare = comparators[options.order];
  const at = rows.findIndex((other) => other.id === row.id);
  if (!options.belongs) return at < 0 ? rows : rows.toSpliced(at, 1);
  const before = rows[at - 1];
  const after = rows[at + 1];
  const staysPut =
    at >= 0 && (!before || compare(before, row) <= 0) && (!after || compare(row, after) <= 0);
  if (staysPut && (after || !options.hasMore)) return rows.with(at, row);
  const others = at < 0 ? rows : rows.toSpliced(at, 1);
  let [low, high] = [0, others.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(others[middle]!, row) <= 0) low = middle + 1;
    else high = middle;
  }
  if (low === others.length && options.hasMore && others.length > 0) return others;
  return others.toSpliced(low, 0, row);
}
