import { Forbidden, Viewer } from '@datacare/identity';
import { CurrentViewer } from '@datacare/identity/api';
import { InvalidInput, NotFound } from '@datacare/platform';
import { Allow, Refuses, resultUnion } from '@datacare/platform/api';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ChannelCheckService, type ChannelCheck } from './channel-check.service';
import { Channel } from './channel.entity';
import { CreateChannelInput, UpdateChannelInput } from './channel.input';
import { ChannelService } from './channel.service';
import { ChannelCheckType, ChannelType } from './channel.type';

const ChannelResult = resultUnion('ChannelResult', () => [
  ChannelType,
  NotFound,
  Forbidden,
  InvalidInput,
]);

@Resolver(() => ChannelType)
export class ChannelResolver {
  constructor(
    private readonly channelService: ChannelService,
    private readonly checks: ChannelCheckService,
  ) {}

  @Query(() => [ChannelType], { description: "The business's WhatsApp numbers, by name." })
  @Allow('channel.read')
  channels(@CurrentViewer() viewer: Viewer): Promise<Channel[]> {
    return this.channelService.list(viewer);
  }

  @Mutation(() => ChannelResult, { description: 'Adds a WhatsApp number.' })
  @Allow('channel.manage')
  @Refuses(NotFound, Forbidden, InvalidInput)
  createChannel(
    @CurrentViewer() viewer: Viewer,
    @Args('input') input: CreateChannelInput,
  ): Promise<Channel> {
    return this.channelService.create(viewer, input);
  }

  @Mutation(() => ChannelResult, {
    description: 'Renames, pauses or resumes a number, or gives it a new token.',
  })
  @Allow('channel.manage')
  @Refuses(NotFound, Forbidden, InvalidInput)
  updateChannel(
    @CurrentViewer() viewer: Viewer,
    @Args('input') input: UpdateChannelInput,
  ): Promise<Channel> {
    return this.channelService.update(viewer, input);
  }

  @Mutation(() => [ChannelCheckType], {
    description: 'Looks at everything a number needs and says what is wrong.',
  })
  @Allow('channel.manage')
  testChannel(
    @CurrentViewer() viewer: Viewer,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<ChannelCheck[]> {
    return this.checks.test(viewer, id);
  }

  @ResolveField(() => Boolean, { description: 'Whether it keeps its queue and sends nothing' })
  isPaused(@Parent() channel: Channel): boolean {
    return channel.state === 'paused';
  }
}
