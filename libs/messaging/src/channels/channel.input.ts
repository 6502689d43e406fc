import { Field, ID, InputType } from '@nestjs/graphql';

@InputType({ description: 'A WhatsApp number to add.' })
export class CreateChannelInput {
  @Field(() => String, { description: "The team's name for it" })
  name: string;
  @Field(() => String, { description: "Meta's id of the number" })
  phoneNumberId: string;
  @Field(() => String, { description: "Meta's id of the business account" })
  businessAccountId: string;
  @Field(() => String, { description: 'Access token; stored sealed and never shown again' })
  accessToken: string;
}

@InputType({ description: 'Changes of a channel; what is left out stays as it is.' })
export class UpdateChannelInput {
  @Field(() => ID, { description: 'Which channel' })
  channelId: string;
  @Field(() => String, { nullable: true, description: "The team's name for it" })
  name?: string | null;
  @Field(() => String, { nullable: true, description: 'A new access token' })
  accessToken?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'true keeps the queue and sends nothing' })
  isPaused?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether customers see blue ticks' })
  sendsReadReceipts?: boolean | null;
}
