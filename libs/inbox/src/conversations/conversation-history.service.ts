import { Events } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ConversationChanged } from '../inbox.events';
import type { Conversation } from './conversation.entity';
import { ConversationEvent, type ConversationEventKind } from './conversation-event.entity';

/** Whose a conversation was before somebody changed it. */
export interface Ownership {
  teamId: string | null;
  assigneeId: string | null;
}

export interface HistoryEntry {
  kind: ConversationEventKind;
  actorId?: string | null;
  data?: Record<string, unknown>;
  before?: Ownership;
}

/** Writes what happened to a conversation, for its log and for every screen that shows it. */
@Injectable()
export class ConversationHistory {
  constructor(private readonly events: Events) {}

  /** Appends to the log and tells the screens, in the caller's transaction. */
  async append(
    em: EntityManager,
    conversation: Conversation,
    ...entries: HistoryEntry[]
  ): Promise<void> {
    const { id, threadId } = conversation;
    const records = entries.map((entry) => {
      const event = new ConversationEvent({ conversationId: id, ...entry });
      em.persist(event);
      return ConversationChanged.of(
        {
          conversationId: id,
          threadId,
          what: 'row',
          eventId: event.id,
          ...(entry.actorId ? { actorId: entry.actorId } : {}),
          ...(entry.before ? { before: entry.before } : {}),
        },
        { subjectId: id },
      );
    });
    await em.flush();
    await this.events.record(em, ...records);
  }

  /** Tells the screens of a change that the log need not keep: read, unread, typing. */
  async announce(
    em: EntityManager,
    conversation: Pick<Conversation, 'id' | 'threadId'>,
    what: 'row' | 'typing',
    actorId: string,
  ): Promise<void> {
    await em.flush();
    await this.events.record(
      em,
      ConversationChanged.of(
        { conversationId: conversation.id, threadId: conversation.threadId, what, actorId },
        { subjectId: conversation.id },
      ),
    );
  }
}
