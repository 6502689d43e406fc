import { Thread } from '@datacare/messaging';
import type { EntityManager } from '@mikro-orm/postgresql';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { ConversationHistory } from '../conversations/conversation-history.service';
import { Conversation } from '../conversations/conversation.entity';

const byOpening = (a: Conversation, b: Conversation) =>
  a.openedAt.getTime() - b.openedAt.getTime() || a.id.localeCompare(b.id);

/** Joins the conversations of two threads that turned out to be one. */
@Injectable()
export class ConversationMerge {
  constructor(private readonly history: ConversationHistory) {}

  /**
   * All conversations become the surviving thread's. Of two that are not closed the older one goes on with what
   * both knew, and the other is closed; both keep their log.
   */
  async merge(em: EntityManager, survivorId: string, mergedId: string): Promise<void> {
    const survivor = await em.findOne(Thread, survivorId);
    if (!survivor) return;
    const moving = await em.find(
      Conversation,
      { threadId: { $in: [survivorId, mergedId] } },
      { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
    );
    const merged = moving.filter(({ threadId }) => threadId === mergedId);
    const [kept, closing] = moving.filter(({ status }) => status !== 'closed').sort(byOpening);
    // Closed first: the surviving thread may have one that is not closed, at no moment two.
    if (kept && closing) {
      const before = { teamId: kept.teamId, assigneeId: kept.assigneeId };
      kept.absorb(closing);
      closing.become('closed', null, new Date());
      await em.flush();
      await this.move(em, merged, survivor);
      await this.history.append(em, closing, { kind: 'merged', data: { into: kept.id } });
      await this.history.append(em, kept, { kind: 'merged', data: { from: closing.id }, before });
    } else {
      await this.move(em, merged, survivor);
      for (const conversation of merged) {
        await this.history.append(em, conversation, {
          kind: 'merged',
          data: { fromThread: mergedId },
        });
      }
    }
  }

  private async move(em: EntityManager, merged: Conversation[], survivor: Thread): Promise<void> {
    for (const conversation of merged) {
      conversation.threadId = survivor.id;
      conversation.contactId = survivor.contactId;
    }
    await em.flush();
  }
}
