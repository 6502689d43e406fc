import { Field, ID, InputType, registerEnumType } from '@nestjs/graphql';
import type { ConversationStatus as Status } from '../conversations/conversation.entity';
import { ConversationStatus } from '../conversations/conversation.type';
import type { AssigneeFilter, ConversationOrder } from './list-query';

export const AssigneeFilterEnum = { ANYONE: 'anyone', ME: 'me', UNASSIGNED: 'unassigned' } as const;
registerEnumType(AssigneeFilterEnum, {
  name: 'AssigneeFilter',
  description: 'Whose conversations to list.',
  valuesMap: {
    ANYONE: { description: 'Everybody’s and nobody’s' },
    ME: { description: 'The viewer’s' },
    UNASSIGNED: { description: 'Nobody’s' },
  },
});

export const ConversationOrderEnum = {
  RECENT: 'recent',
  WAITING: 'waiting',
  PRIORITY: 'priority',
} as const;
registerEnumType(ConversationOrderEnum, {
  name: 'ConversationOrder',
  description: 'How to sort conversations.',
  valuesMap: {
    RECENT: { description: 'Newest message first' },
    WAITING: { description: 'Longest waiting customer first' },
    PRIORITY: { description: 'Most urgent first, of equals the newest message' },
  },
});

@InputType({ description: 'Which conversations to list; what is left out does not restrict.' })
export class ConversationFilterInput {
  @Field(() => [ConversationStatus], {
    nullable: true,
    description: 'In one of these statuses; open and pending when left out',
  })
  status?: Status[] | null;

  @Field(() => AssigneeFilterEnum, {
    nullable: true,
    defaultValue: 'anyone',
    description: 'Whose',
  })
  assignee?: AssigneeFilter | null;

  @Field(() => ID, { nullable: true, description: 'Of this team' })
  teamId?: string | null;

  @Field(() => ID, { nullable: true, description: 'On this channel' })
  channelId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the 24-hour window has closed' })
  isWindowClosed?: boolean | null;

  @Field(() => ConversationOrderEnum, {
    nullable: true,
    defaultValue: 'recent',
    description: 'How to sort',
  })
  order?: ConversationOrder | null;
}
