import { defineEntity, p } from '@mikro-orm/core';
import { Contact } from '@datacare/contacts';
import { Member, Team } from '@datacare/identity';
import { Channel, Thread, messageStatuses, type MessageStatus } from '@datacare/messaging';
import { createdAtColumn, idColumn, newId } from '@datacare/platform';

export const conversationStatuses = ['open', 'pending', 'closed'] as const;
export type ConversationStatus = (typeof conversationStatuses)[number];
/** Higher is more urgent, so that a list sorts by it. */
export const priorityRank = { low: 0, normal: 1, high: 2, urgent: 3 } as const;
export type Priority = keyof typeof priorityRank;
export const priorities = Object.keys(priorityRank) as Priority[];

/**
 * The team's work on a thread: who has it and whether it is open. A thread has at most one that is not closed.
 * What a list row shows is kept here, so that a page of the list is one index scan of one table.
 */
export const ConversationSchema = defineEntity({
  name: 'Conversation',
  tableName: 'conversation',
  properties: {
    id: idColumn(),
    threadId: () => p.manyToOne(Thread).mapToPk().joinColumn('thread_id'),
    channelId: () => p.manyToOne(Channel).mapToPk().joinColumn('channel_id'),
    contactId: () => p.manyToOne(Contact).mapToPk().joinColumn('contact_id'),
    status: p.enum(conversationStatuses).default('open'),
    /** Rank from `priorityRank`. */
    priority: p.smallint().default(1),
    assigneeId: () => p.manyToOne(Member).mapToPk().joinColumn('assignee_id').nullable(),
    teamId: () => p.manyToOne(Team).mapToPk().joinColumn('team_id').nullable(),
    /** Inbound messages that nobody of the team has looked at. */
    unreadCount: p.integer().default(0),
    /** Since when the customer waits for an answer. */
    waitingSince: p.datetime().nullable(),
    /** `waitingSince`, or a day that never comes: one ascending order holds all rows, longest waiting first. */
    waitingOrder: p
      .datetime()
      .generated("(coalesce(waiting_since, '9999-12-31 00:00:00+00'::timestamptz)) stored")
      .hidden(),
    /** When the 24-hour window closes. */
    windowExpiresAt: p.datetime().nullable(),
    lastMessageId: p.uuid().nullable(),
    lastMessageAt: p.datetime(),
    lastMessagePreview: p.text().default(''),
    lastMessageDirection: p.enum(['inbound', 'outbound'] as const).nullable(),
    lastMessageStatus: p.enum(messageStatuses).nullable(),
    openedAt: createdAtColumn(),
    closedAt: p.datetime().nullable(),
    closedById: p.uuid().nullable(),
    createdAt: createdAtColumn(),
  },
  uniques: [
    { name: 'conversation_open_unique', properties: ['threadId'], where: "status <> 'closed'" },
  ],
  indexes: [
    { name: 'conversation_thread_id_index', properties: ['threadId', 'openedAt'] },
    { name: 'conversation_contact_id_index', properties: ['contactId'] },
    { name: 'conversation_status_recent_index', properties: ['status', 'lastMessageAt', 'id'] },
    {
      name: 'conversation_assignee_recent_index',
      properties: ['assigneeId', 'status', 'lastMessageAt', 'id'],
    },
    {
      name: 'conversation_team_recent_index',
      properties: ['teamId', 'status', 'lastMessageAt', 'id'],
    },
    {
      name: 'conversation_unassigned_index',
      properties: ['status', 'lastMessageAt', 'id'],
      where: 'assignee_id is null',
    },
    {
      name: 'conversation_team_unassigned_index',
      properties: ['teamId', 'status', 'lastMessageAt', 'id'],
      where: 'assignee_id is null',
    },
    { name: 'conversation_waiting_index', properties: ['status', 'waitingOrder', 'id'] },
    {
      name: 'conversation_priority_index',
      properties: ['status', 'priority', 'lastMessageAt', 'id'],
    },
  ],
});
export class Conversation extends ConversationSchema.class {
  // A row always has these, be it as null.
  declare assigneeId: string | null;
  declare teamId: string | null;
  declare waitingSince: Date | null;
  declare windowExpiresAt: Date | null;
  declare lastMessageId: string | null;
  declare lastMessageDirection: 'inbound' | 'outbound' | null;
  declare lastMessageStatus: MessageStatus | null;
  declare closedAt: Date | null;
  declare closedById: string | null;

  constructor(values: { threadId: string; channelId: string; contactId: string; at: Date }) {
    super();
    this.id = newId();
    this.threadId = values.threadId;
    this.channelId = values.channelId;
    this.contactId = values.contactId;
    this.openedAt = values.at;
    this.lastMessageAt = values.at;
    this.status = 'open';
    this.priority = priorityRank.normal;
    this.unreadCount = 0;
    this.lastMessagePreview = '';
    this.assigneeId = null;
    this.teamId = null;
    this.waitingSince = null;
    this.windowExpiresAt = null;
    this.lastMessageId = null;
    this.lastMessageDirection = null;
    this.lastMessageStatus = null;
    this.closedAt = null;
    this.closedById = null;
  }

  /** Gives the conversation to a member, or to nobody; false when it was so already. */
  assignTo(memberId: string | null): boolean {
    if ((this.assigneeId ?? null) === memberId) return false;
    this.assigneeId = memberId;
    return true;
  }

  /** Moves the conversation to a team, or out of all teams; false when it was so already. */
  moveTo(teamId: string | null): boolean {
    if ((this.teamId ?? null) === teamId) return false;
    this.teamId = teamId;
    return true;
  }

  /** Moves to another status; a closed conversation waits for nobody. False when it was so already. */
  become(status: ConversationStatus, by: string | null, at: Date): boolean {
    if (this.status === status) return false;
    this.status = status;
    this.closedAt = status === 'closed' ? at : null;
    this.closedById = status === 'closed' ? by : null;
    if (status === 'closed') this.waitingSince = null;
    return true;
  }

  /** Takes over what another conversation with the same person knew; the other one is about to be closed. */
  absorb(other: Conversation): void {
    const earlier = (a: Date | null, b: Date | null) => (a && b ? (a < b ? a : b) : (a ?? b));
    const later = (a: Date | null, b: Date | null) => (a && b ? (a > b ? a : b) : (a ?? b));
    this.assigneeId ??= other.assigneeId;
    this.teamId ??= other.teamId;
    this.priority = Math.max(this.priority, other.priority);
    this.unreadCount += other.unreadCount;
    this.waitingSince = earlier(this.waitingSince, other.waitingSince);
    this.windowExpiresAt = later(this.windowExpiresAt, other.windowExpiresAt);
    other.unreadCount = 0;
    if (other.lastMessageAt < this.lastMessageAt) return;
    this.lastMessageId = other.lastMessageId;
    this.lastMessageAt = other.lastMessageAt;
    this.lastMessagePreview = other.lastMessagePreview;
    this.lastMessageDirection = other.lastMessageDirection;
    this.lastMessageStatus = other.lastMessageStatus;
  }

  prioritise(priority: Priority): boolean {
    if (this.priority === priorityRank[priority]) return false;
    this.priority = priorityRank[priority];
    return true;
  }
}
ConversationSchema.setClass(Conversation);
