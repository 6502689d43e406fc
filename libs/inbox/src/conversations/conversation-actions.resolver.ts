import { Forbidden, MemberService, Viewer, type Member } from '@datacare/identity';
import { CurrentViewer, memberLoader, MemberType } from '@datacare/identity/api';
import { InvalidInput, NotFound } from '@datacare/platform';
import { Allow, Refuses, resultUnion, type GraphqlContext } from '@datacare/platform/api';
import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AttentionService } from './attention.service';
import { priorities, type Conversation } from './conversation.entity';
import {
  AssignConversationInput,
  ConversationIdInput,
  SetConversationPriorityInput,
  SetConversationStatusInput,
} from './conversation.input';
import { AlreadyAssigned } from './conversation.refusals';
import { ConversationService } from './conversation.service';
import { ConversationType } from './conversation.type';

const ClaimConversationResult = resultUnion('ClaimConversationResult', () => [
  ConversationType,
  NotFound,
  Forbidden,
  AlreadyAssigned,
]);
const ConversationResult = resultUnion('ConversationResult', () => [
  ConversationType,
  NotFound,
  Forbidden,
  InvalidInput,
]);

@Resolver(() => ConversationType)
export class ConversationActionsResolver {
  constructor(
    private readonly conversations: ConversationService,
    private readonly attention: AttentionService,
  ) {}

  @Mutation(() => ClaimConversationResult, {
    description: 'Takes a conversation that nobody has; of many who try at once one gets it.',
  })
  @Allow('conversation.claim')
  @Refuses(NotFound, Forbidden, AlreadyAssigned)
  claimConversation(
    @CurrentViewer() viewer: Viewer,
    @Args('input') { conversationId }: ConversationIdInput,
  ): Promise<Conversation> {
    return this.conversations.claim(viewer, conversationId);
  }

  @Mutation(() => ConversationResult, {
    description: 'Gives a conversation to a member or a team, or takes it from them.',
  })
  @Allow('conversation.assign')
  @Refuses(NotFound, Forbidden, InvalidInput)
  assignConversation(
    @CurrentViewer() viewer: Viewer,
    @Args('input') { conversationId, ...assignment }: AssignConversationInput,
  ): Promise<Conversation> {
    return this.conversations.assign(viewer, conversationId, assignment);
  }

  @Mutation(() => ConversationResult, { description: 'Closes a conversation.' })
  @Allow('conversation.close')
  @Refuses(NotFound, Forbidden, InvalidInput)
  closeConversation(
    @CurrentViewer() viewer: Viewer,
    @Args('input') { conversationId }: ConversationIdInput,
  ): Promise<Conversation> {
    return this.conversations.close(viewer, conversationId);
  }

  @Mutation(() => ConversationResult, { description: 'Opens a closed conversation again.' })
  @Allow('conversation.close')
  @Refuses(NotFound, Forbidden, InvalidInput)
  reopenConversation(
    @CurrentViewer() viewer: Viewer,
    @Args('input') { conversationId }: ConversationIdInput,
  ): Promise<Conversation> {
    return this.conversations.reopen(viewer, conversationId);
  }

  @Mutation(() => ConversationResult, { description: 'Moves a conversation to another status.' })
  @Allow('conversation.close')
  @Refuses(NotFound, Forbidden, InvalidInput)
  setConversationStatus(
    @CurrentViewer() viewer: Viewer,
    @Args('input') { conversationId, status }: SetConversationStatusInput,
  ): Promise<Conversation> {
    return this.conversations.setStatus(viewer, conversationId, status);
  }

  @Mutation(() => ConversationResult, { description: 'Says how urgent a conversation is.' })
  @Allow('conversation.close')
  @Refuses(NotFound, Forbidden, InvalidInput)
  setConversationPriority(
    @CurrentViewer() viewer: Viewer,
    @Args('input') { conversationId, priority }: SetConversationPriorityInput,
  ): Promise<Conversation> {
    return this.conversations.setPriority(viewer, conversationId, priorities[priority]!);
  }

  @Mutation(() => ConversationResult, {
    description: 'Clears the unread count and, where the channel allows it, sends the blue ticks.',
  })
  @Allow('conversation.read')
  @Refuses(NotFound, Forbidden, InvalidInput)
  markConversationRead(
    @CurrentViewer() viewer: Viewer,
    @Args('input') { conversationId }: ConversationIdInput,
  ): Promise<Conversation> {
    return this.attention.markRead(viewer, conversationId);
  }

  @Mutation(() => ConversationResult, {
    description: 'Marks a conversation to be looked at again.',
  })
  @Allow('conversation.read')
  @Refuses(NotFound, Forbidden, InvalidInput)
  markConversationUnread(
    @CurrentViewer() viewer: Viewer,
    @Args('input') { conversationId }: ConversationIdInput,
  ): Promise<Conversation> {
    return this.attention.markUnread(viewer, conversationId);
  }

  @Mutation(() => Boolean, {
    description: 'Shows the customer and the colleagues that somebody is typing (25 s at most).',
  })
  @Allow('conversation.reply')
  setTyping(
    @CurrentViewer() viewer: Viewer,
    @Args('input') { conversationId }: ConversationIdInput,
  ): Promise<boolean> {
    return this.attention.setTyping(viewer, conversationId);
  }
}

@Resolver(() => AlreadyAssigned)
export class AlreadyAssignedResolver {
  constructor(private readonly members: MemberService) {}

  @ResolveField(() => MemberType, { nullable: true, description: 'Who has the conversation' })
  async assignee(
    @Parent() { assigneeId }: AlreadyAssigned,
    @Context() context: GraphqlContext,
  ): Promise<Member | null> {
    return (await memberLoader(context, this.members).load(assigneeId)) ?? null;
  }
}
