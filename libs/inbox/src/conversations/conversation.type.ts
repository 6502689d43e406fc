import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { JsonScalar } from '@datacare/platform/api';
import { MessageDirection, MessageStatusEnum } from '@datacare/messaging/api';
import type { ConversationEventKind } from './conversation-event.entity';
import { priorityRank, type ConversationStatus as Status } from './conversation.entity';

/** The statuses as GraphQL writes them. */
export const ConversationStatus = {
  OPEN: 'open',
  PENDING: 'pending',
  CLOSED: 'closed',
} as const satisfies Record<Uppercase<Status>, Status>;
registerEnumType(ConversationStatus, {
  name: 'ConversationStatus',
  description: 'Where the team stands with a conversation.',
  valuesMap: {
    OPEN: { description: 'Somebody works on it, or should' },
    PENDING: { description: 'Waits for something other than the team' },
    CLOSED: { description: 'Done; the customer’s next message opens it again or starts another' },
  },
});

/** The priorities as GraphQL writes them; the values are the ranks that the table sorts by. */
export const Priority = {
  LOW: priorityRank.low,
  NORMAL: priorityRank.normal,
  HIGH: priorityRank.high,
  URGENT: priorityRank.urgent,
} as const;
registerEnumType(Priority, {
  name: 'Priority',
  description: 'How urgent a conversation is.',
  valuesMap: {
    LOW: { description: 'Can wait' },
    NORMAL: { description: 'As usual' },
    HIGH: { description: 'Before the others' },
    URGENT: { description: 'Now' },
  },
});

/** A conversation. Its parent value is the Conversation entity; only what stands here is ever shown. */
@ObjectType('Conversation', {
  description: 'The team’s work on what a customer writes to a channel.',
})
export class ConversationType {
  @Field(() => ID, { description: 'Identifies the conversation' })
  id: string;

  @Field(() => ID, {
    description: 'The thread it is about; a thread may have had several conversations',
  })
  threadId: string;

  @Field(() => ConversationStatus, { description: 'Where the team stands with it' })
  status: Status;

  @Field(() => Priority, { description: 'How urgent it is' })
  priority: number;

  @Field(() => Int, { description: 'Messages of the customer that nobody has looked at' })
  unreadCount: number;

  @Field(() => Date, { nullable: true, description: 'Since when the customer waits for an answer' })
  waitingSince: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the 24-hour window closes, or closed' })
  windowExpiresAt: Date | null;

  @Field({ description: 'Time of the last message' })
  lastMessageAt: Date;

  @Field({ description: 'The last message in one line' })
  lastMessagePreview: string;

  @Field(() => MessageDirection, { nullable: true, description: 'Whose the last message is' })
  lastMessageDirection: 'inbound' | 'outbound' | null;

  @Field(() => MessageStatusEnum, { nullable: true, description: 'How far the last message got' })
  lastMessageStatus: string | null;

  @Field({ description: 'When it began' })
  openedAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it was closed' })
  closedAt: Date | null;
}

/** A line of a conversation's log; its parent value is the ConversationEvent entity. */
@ObjectType('ConversationEvent', {
  description: 'What the team or the system did to a conversation.',
})
export class ConversationEventType {
  @Field(() => ID, { description: 'Identifies the event' })
  id: string;

  @Field(() => String, {
    description:
      'opened, reopened, closed, pending, assigned, unassigned, team_changed, priority_changed or merged',
  })
  kind: ConversationEventKind;

  @Field(() => JsonScalar, { description: 'What changed, from what to what' })
  data: Record<string, unknown>;

  @Field({ description: 'When' })
  at: Date;
}

@ObjectType({
  description: 'Counts stop at 1,000 so that they stay cheap: 1000 means 1,000 or more.',
})
export class ConversationCounts {
  @Field(() => Int, { description: 'Assigned to the viewer' })
  mine: number;

  @Field(() => Int, { description: 'Assigned to nobody' })
  unassigned: number;

  @Field(() => Int, { description: 'All that the viewer may see' })
  all: number;
}
