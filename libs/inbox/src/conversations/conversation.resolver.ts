import { ContactService, type Contact } from '@datacare/contacts';
import { contactLoader, ContactType } from '@datacare/contacts/api';
import { MemberService, TeamService, Viewer, type Member, type Team } from '@datacare/identity';
import {
  CurrentViewer,
  memberLoader,
  MemberType,
  teamLoader,
  TeamType,
} from '@datacare/identity/api';
import { ChannelService, MessageReader, type Channel, type Message } from '@datacare/messaging';
import { channelLoader, ChannelType, MessageConnection } from '@datacare/messaging/api';
import {
  BackwardPage,
  decodeCursor,
  pageSize,
  toConnection,
  type Connection,
  type GraphqlContext,
} from '@datacare/platform/api';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { ConversationReader } from '../listing/conversation-reader.service';
import type { ConversationEvent } from './conversation-event.entity';
import type { Conversation } from './conversation.entity';
import { conversationEventsLoader } from './conversation.loader';
import { ConversationEventType, ConversationType } from './conversation.type';

const placeSchema = z.tuple([z.iso.datetime(), z.uuid()]);

/** What a conversation hangs on. Whoever got hold of one has the right to see all of it. */
@Resolver(() => ConversationType)
export class ConversationResolver {
  constructor(
    private readonly channels: ChannelService,
    private readonly contacts: ContactService,
    private readonly members: MemberService,
    private readonly teams: TeamService,
    private readonly messageReader: MessageReader,
    private readonly reader: ConversationReader,
  ) {}

  @ResolveField(() => ChannelType, { description: 'The channel the customer writes to' })
  async channel(
    @Parent() { channelId }: Conversation,
    @Context() context: GraphqlContext,
  ): Promise<Channel> {
    return found(await channelLoader(context, this.channels).load(channelId));
  }

  @ResolveField(() => ContactType, { description: 'The customer' })
  async contact(
    @Parent() { contactId }: Conversation,
    @Context() context: GraphqlContext,
  ): Promise<Contact> {
    return found(await contactLoader(context, this.contacts).load(contactId));
  }

  @ResolveField(() => MemberType, { nullable: true, description: 'The member who has it' })
  async assignee(
    @Parent() { assigneeId }: Conversation,
    @Context() context: GraphqlContext,
  ): Promise<Member | null> {
    if (!assigneeId) return null;
    return (await memberLoader(context, this.members).load(assigneeId)) ?? null;
  }

  @ResolveField(() => TeamType, { nullable: true, description: 'The team that has it' })
  async team(
    @Parent() { teamId }: Conversation,
    @Context() context: GraphqlContext,
  ): Promise<Team | null> {
    return teamId ? ((await teamLoader(context, this.teams).load(teamId)) ?? null) : null;
  }

  @ResolveField(() => MessageConnection, {
    description:
      'The messages of its thread, newest last; page upwards with last and before. They go back beyond this conversation.',
  })
  async messages(
    @Parent() { threadId }: Conversation,
    @Args() page: BackwardPage,
  ): Promise<Connection<Message>> {
    const size = pageSize('last', page.last);
    const place = page.before ? decodeCursor('before', page.before, placeSchema) : undefined;
    const rows = await this.messageReader.page(threadId, {
      limit: size + 1,
      ...(place && { before: { at: new Date(place[0]), id: place[1] } }),
    });
    return toConnection(rows, size, {
      cursor: ({ at, id }) => [at.toISOString(), id],
      node: (message) => message,
      direction: 'backward',
      isContinued: place !== undefined,
    });
  }

  @ResolveField(() => [ConversationEventType], {
    description: 'What the team and the system did to it, oldest first',
  })
  async events(
    @Parent() { id }: Conversation,
    @Context() context: GraphqlContext,
  ): Promise<ConversationEvent[]> {
    return (await conversationEventsLoader(context, this.reader).load(id)) ?? [];
  }
}

@Resolver(() => ConversationEventType)
export class ConversationEventResolver {
  constructor(private readonly members: MemberService) {}

  @ResolveField(() => MemberType, {
    nullable: true,
    description: 'The member who did it; null when the system did',
  })
  async actor(
    @Parent() { actorId }: ConversationEvent,
    @Context() context: GraphqlContext,
  ): Promise<Member | null> {
    return actorId ? ((await memberLoader(context, this.members).load(actorId)) ?? null) : null;
  }
}

@Resolver(() => ContactType)
export class ContactConversationsResolver {
  constructor(private readonly reader: ConversationReader) {}

  @ResolveField(() => [ConversationType], {
    description: 'The person’s conversations that the viewer may see, newest first, at most 50',
  })
  conversations(
    @CurrentViewer() viewer: Viewer,
    @Parent() { id }: Contact,
  ): Promise<Conversation[]> {
    return this.reader.ofContact(viewer, id);
  }
}

/** A row that a foreign key promises. */
function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('A conversation refers to a row that is not there');
  return row;
}
