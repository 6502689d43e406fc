export { InboxModule } from './inbox.module';
export {
  Conversation,
  conversationStatuses,
  priorities,
  priorityRank,
  type ConversationStatus,
  type Priority,
} from './conversations/conversation.entity';
export {
  ConversationEvent,
  conversationEventKinds,
  type ConversationEventKind,
} from './conversations/conversation-event.entity';
export { AlreadyAssigned } from './conversations/conversation.refusals';
export { ConversationChanged } from './inbox.events';
export { inboxEntities } from './entities';
export { ConversationHistory } from './conversations/conversation-history.service';
export { ConversationService, type Assignment } from './conversations/conversation.service';
export { ConversationReader } from './listing/conversation-reader.service';
export { ReplyService, type Reply } from './replies/reply.service';
export { ConversationIntake } from './intake/conversation-intake.service';
