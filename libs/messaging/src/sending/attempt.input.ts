import { Field, ID, InputType } from '@nestjs/graphql';

@InputType({ description: 'Which message to try again.' })
export class RetryMessageInput {
  @Field(() => ID, { description: 'The message' })
  messageId: string;
}

@InputType({ description: 'Which unconfirmed or scheduled message to give up.' })
export class DropMessageInput {
  @Field(() => ID, { description: 'The message' })
  messageId: string;
}
