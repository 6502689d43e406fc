import type { RowScope } from '@datacare/identity';
import { z } from 'zod';
import type { ConversationStatus } from '../conversations/conversation.entity';

export const conversationOrders = ['recent', 'waiting', 'priority'] as const;
export type ConversationOrder = (typeof conversationOrders)[number];
export type AssigneeFilter = 'anyone' | 'me' | 'unassigned';

export interface ConversationFilter {
  /** Which statuses; open and pending when not given. */
  status?: ConversationStatus[];
  assignee?: AssigneeFilter;
  teamId?: string;
  channelId?: string;
  /** Whether the 24-hour window has closed. */
  isWindowClosed?: boolean;
}

/** Who looks, as the list needs it: their scope is law, their teams only say where to look. */
export interface ListViewer {
  memberId: string;
  teamIds: readonly string[];
  /** The rows they may see, with placeholders from `$firstParam`. */
  scope: (firstParam: number) => RowScope;
}

/** The values of the order's columns in a row, as Postgres writes them: nothing is lost to rounding. */
export type Keyset = readonly (string | number)[];

interface OrderShape {
  columns: readonly string[];
  types: readonly string[];
  direction: 'asc' | 'desc';
}

const shapes: Record<ConversationOrder, OrderShape> = {
  recent: { columns: ['last_message_at', 'id'], types: ['timestamptz', 'uuid'], direction: 'desc' },
  waiting: { columns: ['waiting_order', 'id'], types: ['timestamptz', 'uuid'], direction: 'asc' },
  priority: {
    columns: ['priority', 'last_message_at', 'id'],
    types: ['smallint', 'timestamptz', 'uuid'],
    direction: 'desc',
  },
};

/** How many columns the keyset of an order has. */
export const keysetLength = (order: ConversationOrder): number => shapes[order].columns.length;

const moment = z.string().regex(/^\d{4}-\d\d-\d\d [\d:.]+\+\d\d(:\d\d)?$/);
const keysetSchemas: Record<ConversationOrder, z.ZodType<Keyset>> = {
  recent: z.tuple([moment, z.uuid()]),
  waiting: z.tuple([moment, z.uuid()]),
  priority: z.tuple([z.string().regex(/^\d$/), moment, z.uuid()]),
};

/** What a cursor of an order must hold: whatever else a client sends does not reach the database. */
export const keysetSchema = (order: ConversationOrder): z.ZodType<Keyset> => keysetSchemas[order];

const openOnes: ConversationStatus[] = ['open', 'pending'];

class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

/**
 * Where the rows can be, as conditions that exclude each other and each lead into an index: an agent's rows are
 * those of no team, those of each of their teams, and their own in other teams.
 */
function places(filter: ConversationFilter, viewer: ListViewer, parameters: Parameters): string[] {
  const seesAll = viewer.scope(1).sql === 'true';
  const me = () => parameters.add(viewer.memberId, 'uuid');
  if (filter.assignee === 'me') return [`assignee_id = ${me()}`];
  const assignee = filter.assignee === 'unassigned' ? ' and assignee_id is null' : '';
  if (filter.teamId) return [`team_id = ${parameters.add(filter.teamId, 'uuid')}${assignee}`];
  if (seesAll) return [assignee ? 'assignee_id is null' : 'true'];
  const inTeams = viewer.teamIds.map((id) => `team_id = ${parameters.add(id, 'uuid')}${assignee}`);
  // What has nobody is nobody's own.
  if (assignee) return [`team_id is null${assignee}`, ...inTeams];
  const ofTeams = parameters.add([...viewer.teamIds], 'uuid[]');
  const own = `assignee_id = ${me()} and team_id is not null and team_id <> all(${ofTeams})`;
  return ['team_id is null', ...inTeams, own];
}

function conditions(
  filter: ConversationFilter,
  viewer: ListViewer,
  parameters: Parameters,
): string[] {
  const scope = viewer.scope(parameters.values.length + 1);
  parameters.values.push(...scope.params);
  const clauses = scope.sql === 'true' ? [] : [scope.sql];
  if (filter.teamId) clauses.push(`team_id = ${parameters.add(filter.teamId, 'uuid')}`);
  if (filter.channelId) clauses.push(`channel_id = ${parameters.add(filter.channelId, 'uuid')}`);
  if (filter.isWindowClosed === true) {
    clauses.push('(window_expires_at is null or window_expires_at <= now())');
  }
  if (filter.isWindowClosed === false) clauses.push('window_expires_at > now()');
  return clauses;
}

/** One ordered look into an index per status and place. */
function looks(filter: ConversationFilter, viewer: ListViewer, parameters: Parameters): string[] {
  const statuses = [...new Set(filter.status ?? openOnes)];
  const rest = conditions(filter, viewer, parameters);
  return places(filter, viewer, parameters).flatMap((place) =>
    statuses.map((status) =>
      [`status = ${parameters.add(status, 'text')}`, place, ...rest].join(' and '),
    ),
  );
}

export interface Statement {
  sql: string;
  parameters: unknown[];
}

/**
 * The statement for a page: each look brings at most a page in the order of its index, and merging them is all
 * the sorting there is. Columns of the keyset come as text beside the row.
 */
export function pageStatement(
  filter: ConversationFilter,
  order: ConversationOrder,
  viewer: ListViewer,
  page: { limit: number; after?: Keyset },
): Statement {
  const shape = shapes[order];
  const parameters = new Parameters();
  const limit = parameters.add(page.limit, 'int');
  const keyset = page.after?.map((value, index) => parameters.add(value, shape.types[index]!));
  const after = keyset
    ? ` and (${shape.columns.join(', ')}) ${shape.direction === 'asc' ? '>' : '<'} (${keyset.join(', ')})`
    : '';
  const by = shape.columns.map((column) => `${column} ${shape.direction}`).join(', ');
  const parts = looks(filter, viewer, parameters).map(
    (where) => `(select * from conversation where ${where}${after} order by ${by} limit ${limit})`,
  );
  const keys = shape.columns.map((column, index) => `${column}::text as key_${index}`).join(', ');
  const sql = parts.length
    ? `select page.*, ${keys} from (${parts.join(' union all ')}) as page order by ${by} limit ${limit}`
    : 'select null where false';
  return { sql, parameters: parameters.values };
}

/** The statement that counts rows, stopping at `cap`. */
export function countStatement(
  filter: ConversationFilter,
  viewer: ListViewer,
  cap: number,
): Statement {
  const parameters = new Parameters();
  const limit = parameters.add(cap, 'int');
  const parts = looks(filter, viewer, parameters).map(
    // The order is what keeps the planner on an index: it would rather hope for matches early in the table.
    (where) =>
      `(select 1 from conversation where ${where} order by last_message_at desc limit ${limit})`,
  );
  return {
    sql: `select count(*)::int as count from (select 1 from (${parts.join(' union all ')}) as parts limit ${limit}) as counted`,
    parameters: parameters.values,
  };
}
