import { Field, ID, InputType } from '@nestjs/graphql';
import { MessageContentScalar } from '@datacare/messaging/api';

@InputType({ description: 'A message to the customer of a conversation.' })
export class SendMessageInput {
  @Field(() => ID, { description: 'The conversation' })
  conversationId: string;

  @Field(() => ID, {
    description: 'A UUID made by the client, so that a repeated request finds its first message',
  })
  clientKey: string;

  @Field(() => MessageContentScalar, { description: 'What to send, in the shape of the Cloud API' })
  content: unknown;

  @Field(() => ID, { nullable: true, description: 'The message it quotes' })
  replyToMessageId?: string | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'When it is to leave: 1 minute to 30 days ahead, and within the window unless it is a template',
  })
  sendAt?: Date | null;
}
