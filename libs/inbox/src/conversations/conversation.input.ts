import { Field, ID, InputType } from '@nestjs/graphql';
import type { ConversationStatus as Status } from './conversation.entity';
import { ConversationStatus, Priority } from './conversation.type';

@InputType({ description: 'Names a conversation.' })
export class ConversationIdInput {
  @Field(() => ID, { description: 'The conversation' })
  conversationId: string;
}

@InputType({
  description: 'Who shall have a conversation: null takes it away, what is left out stays.',
})
export class AssignConversationInput extends ConversationIdInput {
  @Field(() => ID, { nullable: true, description: 'The member' })
  assigneeId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The team' })
  teamId?: string | null;
}

@InputType({ description: 'Another status of a conversation.' })
export class SetConversationStatusInput extends ConversationIdInput {
  @Field(() => ConversationStatus, { description: 'The status it shall have' })
  status: Status;
}

@InputType({ description: 'Another priority of a conversation.' })
export class SetConversationPriorityInput extends ConversationIdInput {
  @Field(() => Priority, { description: 'The priority it shall have' })
  priority: number;
}
