import { subject as typed } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import { NotFound, Refused } from '@datacare/platform';
import { abilityOf, type ConversationCondition, type ConversationRow, parts } from './ability';
import { Forbidden } from './access.refusals';
import { type Permission } from './permissions';
import { type Viewer } from './viewer';

/** Rights that depend on the row they are used on: asking for them without a row does not compile. */
export type RowPermission = Extract<Permission, `conversation.${string}`>;
export type PlainPermission = Exclude<Permission, RowPermission>;

/** A condition for a list query: `sql` goes into the where clause, `params` behind the query's own. */
export interface RowScope {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** Says whether a viewer may do something to a row. Whatever nobody granted is refused. */
@Injectable()
export class Access {
  /**
   * True when the viewer has the right, for this very row where rows matter.
   * Conversations must be given as loaded rows, since a type alone says nothing about whose they are.
   */
  can(viewer: Viewer, permission: RowPermission, row: ConversationRow): boolean;
  can(viewer: Viewer, permission: PlainPermission, row?: object): boolean;
  can(viewer: Viewer, permission: Permission, row?: Partial<ConversationRow>): boolean {
    const { subject, action } = parts(permission);
    if (subject !== 'conversation') return abilityOf(viewer).can(action, subject);
    if (row?.teamId === undefined || row.assigneeId === undefined) {
      throw new Error(`${permission} was asked without a loaded row.`);
    }
    const { teamId, assigneeId } = row;
    return abilityOf(viewer).can(action, typed(subject, { teamId, assigneeId }));
  }

  /**
   * Refuses what `can` denies: NotFound for a row the viewer may not even see, so that it looks missing,
   * Forbidden for a row that is visible or a right without rows.
   */
  require(viewer: Viewer, permission: RowPermission, row: ConversationRow): void;
  require(viewer: Viewer, permission: PlainPermission, row?: object): void;
  require(viewer: Viewer, permission: Permission, row?: ConversationRow): void {
    if (isRowPermission(permission)) {
      if (!row || !this.can(viewer, 'conversation.read', row)) {
        throw new Refused(new NotFound('conversation'));
      }
      if (!this.can(viewer, permission, row)) throw new Refused(new Forbidden(permission));
    } else if (!this.can(viewer, permission)) {
      throw new Refused(new Forbidden(permission));
    }
  }

  /**
   * The conversations the viewer may see, for a list query: placeholders start at `$firstParam` and the columns
   * are read from the table alias given.
   */
  conversationScope(
    viewer: Viewer,
    options: { alias?: string; firstParam?: number } = {},
  ): RowScope {
    const rules = abilityOf(viewer).rulesFor('read', 'conversation');
    if (rules.some((rule) => !rule.conditions)) return { sql: 'true', params: [] };
    const params: unknown[] = [];
    const prefix = options.alias ? `${options.alias}.` : '';
    const place = (value: unknown) => `$${(options.firstParam ?? 1) + params.push(value) - 1}`;
    const terms = rules.map((rule) =>
      term(rule.conditions as unknown as ConversationCondition, prefix, place),
    );
    return { sql: terms.length ? `(${terms.join(' or ')})` : 'false', params };
  }
}

function isRowPermission(permission: Permission): permission is RowPermission {
  return parts(permission).subject === 'conversation';
}

/** The same condition the ability checks in memory, in SQL. */
function term(
  condition: ConversationCondition,
  prefix: string,
  place: (value: unknown) => string,
): string {
  if ('assigneeId' in condition)
    return `${prefix}assignee_id = ${place(condition.assigneeId)}::uuid`;
  if (condition.teamId === null) return `${prefix}team_id is null`;
  return `${prefix}team_id = any(${place(condition.teamId.$in)}::uuid[])`;
}
