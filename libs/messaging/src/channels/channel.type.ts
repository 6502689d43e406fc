import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

/** A channel; its parent value is the Channel entity. The token is no field of it. */
@ObjectType('Channel', { description: 'A WhatsApp number of the business.' })
export class ChannelType {
  @Field(() => ID, { description: 'Identifies the channel' })
  id: string;
  @Field(() => String, { description: "The team's name for it" })
  name: string;
  @Field(() => String, { description: "Meta's id of the number" })
  phoneNumberId: string;
  @Field(() => String, { description: "Meta's id of the business account" })
  businessAccountId: string;
  @Field(() => String, { nullable: true, description: 'The number as people read it' })
  displayPhoneNumber: string | null;
  @Field(() => String, { nullable: true, description: 'The name that customers see' })
  verifiedName: string | null;
  @Field(() => String, { nullable: true, description: 'Why nothing is sent, when paused' })
  pausedReason: string | null;
  @Field(() => String, { nullable: true, description: "Meta's quality rating: GREEN, YELLOW, RED" })
  qualityRating: string | null;
  @Field(() => Int, { description: 'Messages per second that Meta grants' })
  messagesPerSecond: number;
  @Field(() => Boolean, {
    description: 'Whether customers see blue ticks when an agent opens the conversation',
  })
  sendsReadReceipts: boolean;
}

@ObjectType('ChannelCheck', { description: "One finding of a channel's self-test." })
export class ChannelCheckType {
  @Field(() => String, { description: 'What was looked at' })
  name: string;
  @Field(() => Boolean, { description: 'Whether it is in order' })
  passed: boolean;
  @Field(() => String, { description: 'What was found, in plain words' })
  message: string;
  @Field(() => String, { nullable: true, description: 'What to do about it' })
  action: string | null;
}
