import { previewOf } from '@datacare/cloud-api/content';
import { type Member, MemberService } from '@datacare/identity';
import { memberLoader, MemberType } from '@datacare/identity/api';
import { JsonScalar, type GraphqlContext } from '@datacare/platform/api';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Media } from '../media/media.entity';
import { MediaType } from '../media/media.type';
import type { SendAttempt } from '../sending/send-attempt.entity';
import { explainFailure, type ExplainedFailure } from './message-failure';
import { MessageReader } from './message-reader.service';
import { messageStatuses, type MessageStatus } from './message-status';
import { Message } from './message.entity';
import { attemptsLoader, loadQuoted, loadReactions, mediaLoader } from './message.loader';
import {
  MessageFailureType,
  MessageType,
  ReactionType,
  SendAttemptType,
  StatusTimeType,
} from './message.type';
import type { Reaction } from './reaction.entity';

/** The fields of a message; whoever shows one has asked for the right to its thread. */
@Resolver(() => MessageType)
export class MessageResolver {
  constructor(
    private readonly reader: MessageReader,
    private readonly members: MemberService,
  ) {}

  @ResolveField(() => String, { description: 'One line that says what it is' })
  preview(@Parent() message: Message): string {
    return previewOf(message.content);
  }

  @ResolveField(() => [StatusTimeType], {
    description: 'When it reached each status, in order of the statuses',
  })
  statusTimes(@Parent() message: Message): { status: MessageStatus; at: Date }[] {
    return messageStatuses.flatMap((status) => {
      const at = message.statusTimes[status];
      return at ? [{ status, at: new Date(at) }] : [];
    });
  }

  @ResolveField(() => MessageFailureType, {
    nullable: true,
    description: 'Why it failed, if it did',
  })
  failure(@Parent() message: Message): ExplainedFailure | null {
    return message.error ? explainFailure(message.error) : null;
  }

  @ResolveField(() => MemberType, { nullable: true, description: 'The member who wrote it' })
  async author(
    @Parent() message: Message,
    @Context() context: GraphqlContext,
  ): Promise<Member | null> {
    if (message.authorKind !== 'member' || !message.authorId) return null;
    return (await memberLoader(context, this.members).load(message.authorId)) ?? null;
  }

  @ResolveField(() => MessageType, {
    nullable: true,
    description: 'The quoted message, when it is stored in the same thread',
  })
  async replyTo(
    @Parent() message: Message,
    @Context() context: GraphqlContext,
  ): Promise<Message | null> {
    const { channelId, replyToWamid: wamid, threadId } = message;
    const quoted = wamid ? await loadQuoted(context, this.reader, { channelId, wamid }) : undefined;
    // A quote never opens another customer's thread.
    return quoted?.threadId === threadId ? quoted : null;
  }

  @ResolveField(() => [ReactionType], { description: 'Emoji that either side put on it' })
  async reactions(
    @Parent() message: Message,
    @Context() context: GraphqlContext,
  ): Promise<Reaction[]> {
    const { channelId, wamid } = message;
    return wamid ? ((await loadReactions(context, this.reader, { channelId, wamid })) ?? []) : [];
  }

  @ResolveField(() => [MediaType], { description: 'Its files' })
  async media(@Parent() message: Message, @Context() context: GraphqlContext): Promise<Media[]> {
    return (await mediaLoader(context, this.reader).load(message.id)) ?? [];
  }

  @ResolveField(() => [SendAttemptType], { description: 'Every try at sending it' })
  async attempts(
    @Parent() message: Message,
    @Context() context: GraphqlContext,
  ): Promise<SendAttempt[]> {
    if (message.direction === 'inbound') return [];
    return (await attemptsLoader(context, this.reader).load(message.id)) ?? [];
  }

  @ResolveField(() => Boolean, {
    description: 'Whether the customer passed it on from somebody else',
  })
  isForwarded(@Parent() message: Message): boolean {
    return message.facts?.['forwarded'] !== undefined;
  }

  @ResolveField(() => JsonScalar, {
    nullable: true,
    description: 'The advertisement or post that brought the customer',
  })
  referral(@Parent() message: Message): unknown {
    return message.facts?.['referral'] ?? null;
  }
}
