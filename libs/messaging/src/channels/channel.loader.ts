import { inOrder, loaderOf, type GraphqlContext } from '@datacare/platform/api';
import type { Channel } from './channel.entity';
import type { ChannelService } from './channel.service';

const channel = Symbol('channel');

/** Channels by id: one query for all that are asked for in one turn. */
export const channelLoader = (context: GraphqlContext, channels: ChannelService) =>
  loaderOf<Channel>(context, channel, async (ids) =>
    inOrder(ids, await channels.byIds(ids), ({ id }) => id),
  );
