import { IdentityModule } from '@datacare/identity';
import { MessagingModule } from '@datacare/messaging';
import { Module } from '@nestjs/common';
import { ConversationHistory } from './conversations/conversation-history.service';
import { ConversationService } from './conversations/conversation.service';
import { ConversationIntake } from './intake/conversation-intake.service';
import { ConversationReflection } from './intake/conversation-reflection.service';
import { ThreadMerge } from './intake/thread-merge.service';
import { ConversationReader } from './listing/conversation-reader.service';
import { ChangeReader } from './live/change-reader.service';
import { ConversationLog } from './log/conversation-log.service';
import { ReplyService } from './replies/reply.service';

const services = [
  ChangeReader,
  ConversationHistory,
  ConversationIntake,
  ConversationLog,
  ConversationReader,
  ConversationReflection,
  ConversationService,
  ReplyService,
  ThreadMerge,
];

/** Conversations: the team's work on what people write. */
@Module({ imports: [IdentityModule, MessagingModule], providers: services, exports: services })
export class InboxModule {}
