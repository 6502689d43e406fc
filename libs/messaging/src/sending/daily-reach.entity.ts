import { defineEntity, p } from '@mikro-orm/core';
import { Channel } from '../channels/channel.entity';
import { Thread } from '../threads/thread.entity';

/** When a person was last written to outside an open window: what Meta's daily tier counts. */
export const DailyReachSchema = defineEntity({
  name: 'DailyReach',
  tableName: 'daily_reach',
  properties: {
    channelId: () => p.manyToOne(Channel).mapToPk().primary().joinColumn('channel_id'),
    threadId: () =>
      p.manyToOne(Thread).mapToPk().primary().joinColumn('thread_id').deleteRule('cascade'),
    at: p.datetime(),
  },
  indexes: [{ name: 'daily_reach_channel_id_at_index', properties: ['channelId', 'at'] }],
});
export class DailyReach extends DailyReachSchema.class {}
DailyReachSchema.setClass(DailyReach);
