import { ConversationEvent } from './conversations/conversation-event.entity';
import { Conversation } from './conversations/conversation.entity';

/** The tables of this lib. */
export const inboxEntities = [Conversation, ConversationEvent];
