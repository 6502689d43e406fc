import type { MessageContent } from '@datacare/cloud-api/content';
import { connectionType, jsonScalar } from '@datacare/platform/api';
import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { authorKinds, type AuthorKind } from './message.entity';
import { MessageStatusEnum, type MessageStatus } from './message-status';

/** GraphQL names are upper case; the values are those of the tables. */
const upperCased = <T extends string>(values: readonly T[]) =>
  Object.fromEntries(values.map((value) => [value.toUpperCase(), value])) as Record<
    Uppercase<T>,
    T
  >;

export const MessageDirection = { INBOUND: 'inbound', OUTBOUND: 'outbound' } as const;
registerEnumType(MessageDirection, {
  name: 'MessageDirection',
  description: 'From the customer or to them.',
});

export { MessageStatusEnum };
registerEnumType(MessageStatusEnum, {
  name: 'MessageStatus',
  description: 'Where a message stands; every message is in exactly one.',
});

export const AuthorKindEnum = upperCased(authorKinds);
registerEnumType(AuthorKindEnum, { name: 'AuthorKind', description: 'Who wrote a message.' });

export const MessageContentScalar = jsonScalar(
  'MessageContent',
  'Content of a message in the shape of the Cloud API; files of ours are named by mediaId.',
);

@ObjectType('Reaction', { description: 'The emoji that one side put on a message.' })
export class ReactionType {
  @Field(() => String, { description: 'customer or business' })
  by: string;
  @Field(() => String, { description: 'The emoji' })
  emoji: string;
  @Field(() => Date, { description: 'When' })
  at: Date;
}

@ObjectType('StatusTime', { description: 'When a message reached a status.' })
export class StatusTimeType {
  @Field(() => MessageStatusEnum, { description: 'The status' })
  status: MessageStatus;
  @Field(() => Date, { description: "Meta's time" })
  at: Date;
}

@ObjectType('MessageFailure', { description: 'Why a message failed and what to do.' })
export class MessageFailureType {
  @Field(() => Int, { nullable: true, description: "Meta's error code" })
  code: number | null;
  @Field(() => String, { description: "Meta's title" })
  title: string;
  @Field(() => String, { nullable: true, description: "Meta's details" })
  details: string | null;
  @Field(() => String, { description: 'What it means, in plain words' })
  meaning: string;
  @Field(() => String, { description: 'What to do, in plain words' })
  action: string;
  @Field(() => Boolean, { description: 'Whether another try may succeed' })
  canRetry: boolean;
}

@ObjectType('SendAttempt', { description: 'One try at sending a message.' })
export class SendAttemptType {
  @Field(() => Int, { description: 'First, second …' })
  number: number;
  @Field(() => String, {
    description: 'queued, claimed, sending, accepted, unconfirmed, failed or cancelled',
  })
  state: string;
  @Field(() => Date, { description: 'When it was queued' })
  createdAt: Date;
  @Field(() => Date, { nullable: true, description: 'When its outcome was known' })
  settledAt: Date | null;
  @Field(() => String, { nullable: true, description: 'What went wrong' })
  error: string | null;
}

/** A message; its parent value is the Message entity. */
@ObjectType('Message', { description: 'One message of a thread, in either direction.' })
export class MessageType {
  @Field(() => ID, { description: 'Identifies the message' })
  id: string;
  @Field(() => ID, { description: 'The thread it belongs to' })
  threadId: string;
  @Field(() => MessageDirection, { description: 'From the customer or to them' })
  direction: 'inbound' | 'outbound';
  @Field(() => String, { description: 'text, image, template, unsupported …' })
  kind: string;
  @Field(() => MessageContentScalar, { description: 'What it says' })
  content: MessageContent;
  @Field(() => MessageStatusEnum, { description: 'Where it stands' })
  status: MessageStatus;
  @Field(() => AuthorKindEnum, { description: 'Who wrote it' })
  authorKind: AuthorKind;
  @Field(() => String, {
    nullable: true,
    description: "Meta's id of the quoted message, which may not be stored here",
  })
  replyToWamid: string | null;
  @Field(() => String, { nullable: true, description: "The sender's own key" })
  clientKey: string | null;
  @Field(() => Date, { nullable: true, description: 'When the customer last edited it' })
  editedAt: Date | null;
  @Field(() => Date, { nullable: true, description: 'When it was taken back; what it said stays' })
  revokedAt: Date | null;
  @Field(() => Date, {
    nullable: true,
    description:
      'When it is (or was) to leave, if it was sent for later; dropMessage takes it back until then',
  })
  scheduledFor: Date | null;
  @Field(() => Date, {
    description: "Inbound: Meta's time. Outbound: when it was queued or is to leave",
  })
  at: Date;
}

/** A page of messages. */
export const MessageConnection = connectionType('Message', () => MessageType);
export type MessageConnection = InstanceType<typeof MessageConnection>;
