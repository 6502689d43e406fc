import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { MessageType } from '@datacare/messaging/api';
import { ConversationEventType, ConversationType } from '../conversations/conversation.type';

/** One change as a viewer is told it; its parent value is a VisibleChange. */
@ObjectType('ConversationChange', {
  description:
    'One change of one conversation. `conversation` is null when the viewer may no longer see it (take it off the screen); `message` is the message that changed, if one did.',
})
export class ConversationChangeType {
  @Field(() => Int, {
    description: 'Place in the order of all changes; resume with the last one seen',
  })
  seq: number;

  @Field(() => ID, { description: 'The conversation that changed' })
  conversationId: string;

  @Field(() => ConversationType, { nullable: true, description: 'As it is now' })
  conversation: object | null;

  @Field(() => MessageType, { nullable: true, description: 'The message that is new or changed' })
  message: object | null;

  @Field(() => ConversationEventType, { nullable: true, description: 'What the log says of it' })
  event: object | null;

  @Field(() => Boolean, { nullable: true, description: 'A colleague is typing an answer' })
  typing: boolean | null;
}

@ObjectType('ConversationChanges', {
  description: 'reset: the given seq is older than what is kept: fetch everything anew.',
})
export class ConversationChangesType {
  @Field({ description: 'Too much has happened since: fetch everything anew' })
  reset: boolean;

  @Field(() => Int, { description: 'The newest change there is, of whatever conversation' })
  latestSeq: number;

  @Field({ description: 'Ask again from the last of these changes' })
  hasMore: boolean;

  @Field(() => [ConversationChangeType], { description: 'In order' })
  changes: object[];
}
