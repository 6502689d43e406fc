import type { Viewer } from '@datacare/identity';
import { ReceiptService } from '@datacare/messaging';
import { afterCommit, Database } from '@datacare/platform';
import { Injectable } from '@nestjs/common';
import { ConversationHistory } from './conversation-history.service';
import type { Conversation } from './conversation.entity';
import { ConversationService } from './conversation.service';

/** Who looks at a conversation, and who is about to answer it. */
@Injectable()
export class AttentionService {
  constructor(
    private readonly db: Database,
    private readonly conversations: ConversationService,
    private readonly history: ConversationHistory,
    private readonly receipts: ReceiptService,
  ) {}

  /** Somebody has looked: nothing is unread, and the customer sees blue ticks where the channel sends them. */
  async markRead(viewer: Viewer, id: string): Promise<Conversation> {
    return this.db.transaction(async (em) => {
      const conversation = await this.conversations.lock(em, viewer, id, 'conversation.read');
      if (conversation.unreadCount === 0) return conversation;
      conversation.unreadCount = 0;
      await this.history.announce(em, conversation, 'row', viewer.memberId);
      afterCommit(em, () => this.receipts.markRead({ id: conversation.threadId }));
      return conversation;
    });
  }

  /** Marks a conversation to be looked at again. */
  async markUnread(viewer: Viewer, id: string): Promise<Conversation> {
    return this.db.transaction(async (em) => {
      const conversation = await this.conversations.lock(em, viewer, id, 'conversation.read');
      if (conversation.unreadCount > 0) return conversation;
      conversation.unreadCount = 1;
      await this.history.announce(em, conversation, 'row', viewer.memberId);
      return conversation;
    });
  }

  /** Tells the customer and the colleagues that the viewer is typing. */
  async setTyping(viewer: Viewer, id: string): Promise<boolean> {
    return this.db.transaction(async (em) => {
      const conversation = await this.conversations.lock(em, viewer, id, 'conversation.reply');
      await this.history.announce(em, conversation, 'typing', viewer.memberId);
      afterCommit(em, () => this.receipts.typing({ id: conversation.threadId }));
      return true;
    });
  }
}
