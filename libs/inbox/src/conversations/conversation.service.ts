import {
  Access,
  Member,
  rolePermissions,
  Team,
  type RowPermission,
  type Viewer,
} from '@datacare/identity';
import { Database, InvalidInput, NotFound, Refused } from '@datacare/platform';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import {
  Conversation,
  priorities,
  type ConversationStatus,
  type Priority,
} from './conversation.entity';
import { ConversationHistory, type HistoryEntry } from './conversation-history.service';
import { AlreadyAssigned } from './conversation.refusals';
import { isId } from './is-id';

/** Who shall have a conversation: a field left out stays as it is, null takes it away. */
export interface Assignment {
  assigneeId?: string | null;
  teamId?: string | null;
}

const statusEvent = { open: 'reopened', pending: 'pending', closed: 'closed' } as const;

/** What the team does to a conversation. Each use case locks the row, so that of many at once each sees the last. */
@Injectable()
export class ConversationService {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly history: ConversationHistory,
  ) {}

  /** Loads and locks a conversation the viewer may do this to; refuses with NotFound or Forbidden. */
  async lock(
    em: EntityManager,
    viewer: Viewer,
    id: string,
    permission: RowPermission,
  ): Promise<Conversation> {
    const conversation = isId(id)
      ? await em.findOne(Conversation, id, { lockMode: LockMode.PESSIMISTIC_WRITE })
      : null;
    if (!conversation) throw new Refused(new NotFound('conversation'));
    this.access.require(viewer, permission, conversation);
    return conversation;
  }

  /** Takes an unassigned conversation; of many who try at once exactly one gets it, the others learn who. */
  async claim(viewer: Viewer, id: string): Promise<Conversation> {
    return this.db.transaction(async (em) => {
      const conversation = await this.lock(em, viewer, id, 'conversation.claim');
      if (conversation.assigneeId && conversation.assigneeId !== viewer.memberId) {
        const assignee = await em.findOneOrFail(Member, conversation.assigneeId);
        throw new Refused(new AlreadyAssigned(assignee));
      }
      await this.give(em, viewer, conversation, viewer.memberId);
      return conversation;
    });
  }

  /** Gives a conversation to a member or a team, or takes it from them. */
  async assign(viewer: Viewer, id: string, assignment: Assignment): Promise<Conversation> {
    return this.db.transaction(async (em) => {
      const conversation = await this.lock(em, viewer, id, 'conversation.read');
      this.access.require(viewer, permissionFor(viewer, assignment, conversation), conversation);
      const before = { teamId: conversation.teamId, assigneeId: conversation.assigneeId };
      const entries: HistoryEntry[] = [];
      if (assignment.teamId !== undefined) {
        await this.checkTeam(em, assignment.teamId);
        if (conversation.moveTo(assignment.teamId)) {
          const data = { from: before.teamId, to: assignment.teamId };
          entries.push({ kind: 'team_changed', actorId: viewer.memberId, data, before });
        }
      }
      await this.history.append(em, conversation, ...entries);
      if (assignment.assigneeId !== undefined) {
        await this.checkAssignee(em, assignment.assigneeId);
        await this.give(em, viewer, conversation, assignment.assigneeId, before);
      }
      return conversation;
    });
  }

  /** Closes a conversation: nobody waits any more, and the customer's next message opens it again. */
  async close(viewer: Viewer, id: string): Promise<Conversation> {
    return this.setStatus(viewer, id, 'closed');
  }

  async reopen(viewer: Viewer, id: string): Promise<Conversation> {
    return this.setStatus(viewer, id, 'open');
  }

  /** Refuses to reopen a conversation whose customer already has a newer open one. */
  async setStatus(viewer: Viewer, id: string, status: ConversationStatus): Promise<Conversation> {
    return this.db.transaction(async (em) => {
      const conversation = await this.lock(em, viewer, id, 'conversation.close');
      await this.become(em, viewer, conversation, status);
      return conversation;
    });
  }

  async setPriority(viewer: Viewer, id: string, priority: Priority): Promise<Conversation> {
    return this.db.transaction(async (em) => {
      const conversation = await this.lock(em, viewer, id, 'conversation.close');
      const from = priorities[conversation.priority];
      if (conversation.prioritise(priority)) {
        await this.history.append(em, conversation, {
          kind: 'priority_changed',
          actorId: viewer.memberId,
          data: { from, to: priority },
        });
      }
      return conversation;
    });
  }

  /** Moves a locked conversation to a status, in the caller's transaction. */
  async become(
    em: EntityManager,
    viewer: Viewer,
    conversation: Conversation,
    status: ConversationStatus,
  ): Promise<void> {
    if (conversation.status === 'closed' && status !== 'closed') {
      const other = await em.count(Conversation, {
        threadId: conversation.threadId,
        status: { $ne: 'closed' },
      });
      if (other > 0) {
        const message = 'This customer already has an open conversation. Go on in that one.';
        throw new Refused(new InvalidInput('conversationId', message));
      }
    }
    const from = conversation.status;
    if (!conversation.become(status, viewer.memberId, new Date())) return;
    const kind = statusEvent[status];
    await this.history.append(em, conversation, { kind, actorId: viewer.memberId, data: { from } });
  }

  /** Gives a locked conversation to a member or to nobody, in the caller's transaction. */
  async give(
    em: EntityManager,
    viewer: Viewer,
    conversation: Conversation,
    assigneeId: string | null,
    before = { teamId: conversation.teamId, assigneeId: conversation.assigneeId },
  ): Promise<void> {
    if (!conversation.assignTo(assigneeId)) return;
    await this.history.append(em, conversation, {
      kind: assigneeId ? 'assigned' : 'unassigned',
      actorId: viewer.memberId,
      data: { from: before.assigneeId, to: assigneeId },
      before,
    });
  }

  private async checkAssignee(em: EntityManager, assigneeId: string | null): Promise<void> {
    if (assigneeId === null) return;
    const member = isId(assigneeId) ? await em.findOne(Member, assigneeId) : null;
    if (!member || member.suspendedAt) {
      throw new Refused(
        new InvalidInput('assigneeId', 'There is no such member, or they are suspended.'),
      );
    }
    if (!rolePermissions[member.role].includes('conversation.reply')) {
      const message = `${member.name} does not answer conversations. Choose somebody who does.`;
      throw new Refused(new InvalidInput('assigneeId', message));
    }
  }

  private async checkTeam(em: EntityManager, teamId: string | null): Promise<void> {
    if (teamId === null) return;
    if (!isId(teamId) || !(await em.findOne(Team, teamId))) {
      throw new Refused(new InvalidInput('teamId', 'There is no such team.'));
    }
  }
}

/** Who takes what nobody has claims it; anything else disposes of others' work. */
function permissionFor(
  viewer: Viewer,
  { assigneeId, teamId }: Assignment,
  conversation: Conversation,
): RowPermission {
  const isFree = !conversation.assigneeId || conversation.assigneeId === viewer.memberId;
  const isClaim = isFree && assigneeId === viewer.memberId && teamId === undefined;
  return isClaim ? 'conversation.claim' : 'conversation.assign';
}
