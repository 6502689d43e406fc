import { Viewer } from '@datacare/identity';
import { CurrentViewer } from '@datacare/identity/api';
import { Allow, LiveFeed, pageSize, type GraphqlContext } from '@datacare/platform/api';
import { Args, Context, Int, Query, Resolver, Subscription } from '@nestjs/graphql';
import { ConversationChanged, type ConversationChange } from '../inbox.events';
import { ChangeReader, type VisibleChange } from './change-reader.service';
import { ChangeStream } from './conversation-change.loader';
import { ConversationChangesType, ConversationChangeType } from './conversation-change.type';

const types = [ConversationChanged.type];
const STEP = 500;
/** Reading further back costs more than fetching the screen anew. */
const FURTHEST = 20_000;

@Resolver(() => ConversationChangeType)
export class ConversationChangeResolver {
  constructor(
    private readonly feed: LiveFeed,
    private readonly reader: ChangeReader,
  ) {}

  @Subscription(() => ConversationChangeType, {
    description:
      'Every change of a conversation the viewer may see; with `since`, first what came after it, without gap or repeat.',
    resolve: (change: VisibleChange) => change,
  })
  @Allow('conversation.read')
  conversationChanged(
    @Context() context: GraphqlContext,
    @Args('since', { type: () => Int, nullable: true }) since?: number | null,
  ): AsyncIterableIterator<VisibleChange> {
    return new ChangeStream(this.feed.subscribe(types, since ?? undefined), this.reader, context);
  }

  @Query(() => ConversationChangesType, {
    description: 'What changed after `seq`, for a screen that was away.',
  })
  @Allow('conversation.read')
  async eventsSince(
    @CurrentViewer() viewer: Viewer,
    @Args('seq', { type: () => Int }) seq: number,
    @Args('first', { type: () => Int, defaultValue: 100, description: 'How many, 1 to 100' })
    first: number,
  ): Promise<ConversationChangesType> {
    const size = pageSize('first', first);
    const changes: VisibleChange[] = [];
    for (let position = seq, read = 0; ; read += STEP) {
      const missed = await this.feed.since(types, position, STEP);
      const { latestPosition: latestSeq } = missed;
      if (missed.isReset || read >= FURTHEST) {
        return { reset: true, latestSeq, hasMore: false, changes: [] };
      }
      // The feed was asked for this type alone.
      const loaded = await this.reader.load(missed.events as ConversationChange[]);
      changes.push(...loaded.flatMap((change) => this.reader.visibleTo(viewer, change) ?? []));
      if (changes.length > size || !missed.hasMore) {
        const hasMore = changes.length > size;
        return { reset: false, latestSeq, hasMore, changes: changes.slice(0, size) };
      }
      position = missed.events.at(-1)!.position!;
    }
  }

  @Query(() => Int, { description: 'The newest change there is: where a fresh screen begins.' })
  @Allow('conversation.read')
  latestSeq(): Promise<number> {
    return this.feed.latestPosition();
  }
}
