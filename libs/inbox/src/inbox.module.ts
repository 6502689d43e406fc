import { IdentityModule } from '@datacare/identity';
import { MessagingModule } from '@datacare/messaging';
import { Module } from '@nestjs/common';
import { AttentionService } from './conversations/attention.service';
import { ConversationHistory } from './conversations/conversation-history.service';
import { ConversationService } from './conversations/conversation.service';
import { ThreadRights } from './conversations/thread-rights.service';
import { ConversationIntake } from './intake/conversation-intake.service';
import { ConversationReflection } from './intake/conversation-reflection.service';
import { ConversationMerge } from './intake/conversation-merge.service';
import { ConversationReader } from './listing/conversation-reader.service';
import { ChangeReader } from './live/change-reader.service';
import { ConversationLog } from './log/conversation-log.service';
import { ReplyService } from './replies/reply.service';

const services = [
  AttentionService,
  ChangeReader,
  ConversationHistory,
  ConversationIntake,
  ConversationLog,
  ConversationReader,
  ConversationReflection,
  ConversationService,
  ReplyService,
  ThreadRights,
  ConversationMerge,
];

/** Conversations: the team's work on what people write. */
@Module({ imports: [IdentityModule, MessagingModule], providers: services, exports: services })
export class InboxModule {}
