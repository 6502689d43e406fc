import { Viewer } from '@datacare/identity';
import { CurrentViewer } from '@datacare/identity/api';
import { Allow, type GraphqlContext } from '@datacare/platform/api';
import { Args, Context, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { MediaFetch } from './media-fetch.service';
import { MediaLinks } from './media-links';
import type { Media } from './media.entity';
import { MediaType } from './media.type';

@Resolver(() => MediaType)
export class MediaResolver {
  constructor(
    private readonly links: MediaLinks,
    private readonly fetching: MediaFetch,
  ) {}

  @Mutation(() => Boolean, {
    description: 'Tries again to fetch a file that could not be fetched; false when there is none.',
  })
  @Allow('conversation.reply')
  retryMedia(
    @CurrentViewer() viewer: Viewer,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<boolean> {
    return this.fetching.retry(viewer, id);
  }

  @ResolveField(() => String, { nullable: true, description: 'Where to get it, for five minutes' })
  url(@Parent() media: Media, @Context() { viewer }: GraphqlContext): string | null {
    return media.state === 'stored' && viewer ? this.links.to(media.id, viewer.memberId) : null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Where to get a small picture of it, for five minutes',
  })
  thumbnailUrl(@Parent() media: Media, @Context() { viewer }: GraphqlContext): string | null {
    if (!media.thumbnailKey || !viewer) return null;
    return this.links.to(media.id, viewer.memberId, { isThumbnail: true });
  }
}
