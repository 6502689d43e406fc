import { Access, type Viewer } from '@datacare/identity';
import { ContentInvalid, Message, OutgoingService, Thread } from '@datacare/messaging';
import { correlationId, Database, Refused, runWithCorrelation } from '@datacare/platform';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { Conversation } from '../conversations/conversation.entity';
import { ConversationService } from '../conversations/conversation.service';
import { isId } from '../conversations/is-id';

export interface Reply {
  conversationId: string;
  /** Made by the client: a repeated request finds its first message. */
  clientKey: string;
  /** In the shape of the Cloud API. */
  content: unknown;
  replyToMessageId?: string | null;
  /** When it is to leave; at once where not given. */
  sendAt?: Date | null;
}

/** A member answers the customer. */
@Injectable()
export class ReplyService {
  private readonly logger = new Logger(ReplyService.name);

  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly conversations: ConversationService,
    private readonly outgoing: OutgoingService,
  ) {}

  /**
   * Queues the answer. Who answers a conversation that nobody has takes it, and a closed one is open again; a
   * repeated request changes nothing. Refuses with NotFound, Forbidden and what OutgoingService refuses with.
   */
  async send(viewer: Viewer, reply: Reply): Promise<Message> {
    if (!isId(reply.clientKey)) {
      throw new Refused(new ContentInvalid('clientKey', 'The client key must be a new UUID.'));
    }
    return this.db.transaction(async (em) => {
      const conversation = await this.target(em, viewer, reply.conversationId);
      const { threadId, assigneeId } = conversation;
      const isRepeated = await em.count(Message, { threadId, clientKey: reply.clientKey });
      const message = await this.queue(em, viewer, threadId, reply);
      if (isRepeated) return message;
      if (conversation.status === 'closed') {
        await this.conversations.become(em, viewer, conversation, 'open');
      }
      if (!assigneeId && this.access.can(viewer, 'conversation.claim', conversation)) {
        await this.conversations.give(em, viewer, conversation, viewer.memberId);
      }
      return message;
    });
  }

  /** The answer goes on under the id of the webhook that it answers, so that one id leads from question to reply. */
  private async queue(
    em: EntityManager,
    viewer: Viewer,
    threadId: string,
    reply: Reply,
  ): Promise<Message> {
    const request = correlationId();
    const { lastInboundCorrelationId } = await em.findOneOrFail(Thread, threadId);
    return runWithCorrelation(lastInboundCorrelationId ?? request, async () => {
      const message = await this.outgoing.queue(em, { id: threadId }, reply.content, {
        authorKind: 'member',
        authorId: viewer.memberId,
        clientKey: reply.clientKey,
        replyToMessageId: reply.replyToMessageId,
        sendAt: reply.sendAt,
      });
      this.logger.log(`reply ${message.id}, asked for by request ${request ?? 'unknown'}`);
      return message;
    });
  }

  /** A thread is answered in its open conversation, even from the screen of an older one. */
  private async target(em: EntityManager, viewer: Viewer, id: string): Promise<Conversation> {
    const shown = await this.conversations.lock(em, viewer, id, 'conversation.reply');
    if (shown.status !== 'closed') return shown;
    const open = await em.findOne(
      Conversation,
      { threadId: shown.threadId, status: { $ne: 'closed' } },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (open) this.access.require(viewer, 'conversation.reply', open);
    return open ?? shown;
  }
}
