import { Access, type Viewer } from '@datacare/identity';
import { Database, query } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ConversationEvent } from '../conversations/conversation-event.entity';
import { Conversation, type ConversationStatus } from '../conversations/conversation.entity';
import { isId } from '../conversations/is-id';
import {
  countStatement,
  keysetLength,
  pageStatement,
  type ConversationFilter,
  type ConversationOrder,
  type Keyset,
  type ListViewer,
} from './list-query';

/** Counting stops here: a tab says "999+" and the query stays cheap whatever the size of the inbox. */
export const COUNT_CAP = 1_000;

export interface ConversationCounts {
  mine: number;
  unassigned: number;
  all: number;
}

export interface ListedConversation {
  conversation: Conversation;
  keyset: Keyset;
}

/** Reads conversations as the viewer may see them. */
@Injectable()
export class ConversationReader {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
  ) {}

  /** At most `limit` conversations of the list, after a keyset: one statement, in the order of an index. */
  async list(
    viewer: Viewer,
    filter: ConversationFilter,
    order: ConversationOrder,
    page: { limit: number; after?: Keyset },
  ): Promise<ListedConversation[]> {
    if (!canName(filter)) return [];
    const em = this.db.em();
    const { sql, parameters } = pageStatement(filter, order, this.listViewer(viewer), page);
    const rows = await query<Record<string, unknown>>(em, sql, parameters);
    return rows.map((row) => ({
      conversation: em.map(Conversation, row),
      keyset: Array.from({ length: keysetLength(order) }, (_, at) => row[`key_${at}`] as string),
    }));
  }

  /** How many conversations each tab holds, at most COUNT_CAP each. */
  async counts(viewer: Viewer, status?: ConversationStatus[]): Promise<ConversationCounts> {
    const em = this.db.em();
    const [mine, unassigned, all] = await Promise.all([
      this.count(em, viewer, { status, assignee: 'me' }),
      this.count(em, viewer, { status, assignee: 'unassigned' }),
      this.count(em, viewer, { status }),
    ]);
    return { mine, unassigned, all };
  }

  /** The conversation, or null when there is none that the viewer may see. */
  async find(viewer: Viewer, id: string): Promise<Conversation | null> {
    if (!isId(id)) return null;
    const conversation = await this.db.em().findOne(Conversation, id);
    const isVisible = conversation && this.access.can(viewer, 'conversation.read', conversation);
    return isVisible ? conversation : null;
  }

  /** A contact's conversations that the viewer may see, newest first, at most 50. */
  async ofContact(viewer: Viewer, contactId: string): Promise<Conversation[]> {
    const conversations = await this.db
      .em()
      .find(
        Conversation,
        { contactId },
        { orderBy: { lastMessageAt: 'desc', id: 'desc' }, limit: 50 },
      );
    return conversations.filter((row) => this.access.can(viewer, 'conversation.read', row));
  }

  /** What happened to these conversations, oldest first. */
  async eventsOf(conversationIds: readonly string[]): Promise<ConversationEvent[]> {
    return this.db
      .em()
      .find(
        ConversationEvent,
        { conversationId: { $in: [...conversationIds] } },
        { orderBy: { at: 'asc', id: 'asc' } },
      );
  }

  private async count(
    em: EntityManager,
    viewer: Viewer,
    filter: ConversationFilter,
  ): Promise<number> {
    const { sql, parameters } = countStatement(filter, this.listViewer(viewer), COUNT_CAP);
    const [row] = await query<{ count: number }>(em, sql, parameters);
    return row?.count ?? 0;
  }

  private listViewer(viewer: Viewer): ListViewer {
    return {
      memberId: viewer.memberId,
      teamIds: viewer.teamIds,
      scope: (firstParam) => this.access.conversationScope(viewer, { firstParam }),
    };
  }
}

/** A filter by something that cannot exist finds nothing. */
const canName = ({ teamId, channelId }: ConversationFilter): boolean =>
  [teamId, channelId].every((id) => id === undefined || isId(id));
