import { ContactsModule } from '@datacare/contacts';
import { IdentityModule } from '@datacare/identity';
import { MessagingModule } from '@datacare/messaging';
import { Module } from '@nestjs/common';
import {
  AlreadyAssignedResolver,
  ConversationActionsResolver,
} from './conversations/conversation-actions.resolver';
import {
  ContactConversationsResolver,
  ConversationEventResolver,
  ConversationResolver,
} from './conversations/conversation.resolver';
import { InboxModule } from './inbox.module';
import { ConversationListResolver } from './listing/conversation-list.resolver';
import { ConversationChangeResolver } from './live/conversation-change.resolver';
import { ConversationLogController } from './log/conversation-log.controller';
import { ReplyResolver } from './replies/reply.resolver';

/** Conversations over GraphQL, live and as a log. */
@Module({
  imports: [InboxModule, IdentityModule, ContactsModule, MessagingModule],
  controllers: [ConversationLogController],
  providers: [
    AlreadyAssignedResolver,
    ContactConversationsResolver,
    ConversationActionsResolver,
    ConversationChangeResolver,
    ConversationEventResolver,
    ConversationListResolver,
    ConversationResolver,
    ReplyResolver,
  ],
})
export class InboxApiModule {}
