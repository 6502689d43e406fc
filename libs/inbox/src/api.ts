export { InboxApiModule } from './inbox-api.module';
export {
  ConversationEventType,
  ConversationStatus,
  ConversationType,
  Priority,
} from './conversations/conversation.type';
