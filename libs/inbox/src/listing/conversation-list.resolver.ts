import { Viewer } from '@datacare/identity';
import { CurrentViewer } from '@datacare/identity/api';
import {
  Allow,
  connectionType,
  decodeCursor,
  ForwardPage,
  pageSize,
  toConnection,
  type Connection,
} from '@datacare/platform/api';
import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import type {
  Conversation,
  ConversationStatus as Status,
} from '../conversations/conversation.entity';
import {
  ConversationCounts,
  ConversationStatus,
  ConversationType,
} from '../conversations/conversation.type';
import { ConversationFilterInput } from './conversation-filter.input';
import { ConversationReader } from './conversation-reader.service';
import { keysetSchema, type ConversationFilter } from './list-query';

const ConversationConnection = connectionType<object>('Conversation', () => ConversationType);

/** In GraphQL null and absent both mean "do not restrict". */
const filterOf = (input?: ConversationFilterInput | null): ConversationFilter => ({
  status: input?.status ?? undefined,
  assignee: input?.assignee ?? undefined,
  teamId: input?.teamId ?? undefined,
  channelId: input?.channelId ?? undefined,
  isWindowClosed: input?.isWindowClosed ?? undefined,
});

@Resolver(() => ConversationType)
export class ConversationListResolver {
  constructor(private readonly reader: ConversationReader) {}

  @Query(() => ConversationConnection, {
    description: 'The conversations the viewer may see, in the order asked for.',
  })
  @Allow('conversation.read')
  async conversations(
    @CurrentViewer() viewer: Viewer,
    @Args() page: ForwardPage,
    @Args('filter', { type: () => ConversationFilterInput, nullable: true })
    filter?: ConversationFilterInput | null,
  ): Promise<Connection<Conversation>> {
    const order = filter?.order ?? 'recent';
    const size = pageSize('first', page.first);
    const after = page.after ? decodeCursor('after', page.after, keysetSchema(order)) : undefined;
    const rows = await this.reader.list(viewer, filterOf(filter), order, {
      limit: size + 1,
      after,
    });
    return toConnection(rows, size, {
      cursor: ({ keyset }) => keyset,
      node: ({ conversation }) => conversation,
      direction: 'forward',
      isContinued: after !== undefined,
    });
  }

  @Query(() => ConversationCounts, {
    description: 'How many conversations each tab of the list holds; open and pending unless told.',
  })
  @Allow('conversation.read')
  conversationCounts(
    @CurrentViewer() viewer: Viewer,
    @Args('status', { type: () => [ConversationStatus], nullable: true }) status?: Status[] | null,
  ): Promise<ConversationCounts> {
    return this.reader.counts(viewer, status ?? undefined);
  }

  @Query(() => ConversationType, {
    nullable: true,
    description: 'A conversation, by id; null when there is none or the viewer may not see it.',
  })
  @Allow('conversation.read')
  conversation(
    @CurrentViewer() viewer: Viewer,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<Conversation | null> {
    return this.reader.find(viewer, id);
  }
}
