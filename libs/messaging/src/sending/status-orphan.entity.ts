import { defineEntity, p } from '@mikro-orm/core';
import { createdAtColumn } from '@datacare/platform';
import { Channel } from '../channels/channel.entity';

/**
 * A delivery status whose message is not known (yet): a failure without our reference may come before the
 * answer to its send, and numbers shared with the phone app report messages that were not sent here.
 */
export const StatusOrphanSchema = defineEntity({
  name: 'StatusOrphan',
  tableName: 'status_orphan',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    channelId: () => p.manyToOne(Channel).mapToPk().joinColumn('channel_id'),
    wamid: p.text(),
    /** As the webhook told it. */
    report: p.json<Record<string, unknown>>(),
    receivedAt: createdAtColumn(),
  },
  indexes: [
    { name: 'status_orphan_channel_id_wamid_index', properties: ['channelId', 'wamid'] },
    { name: 'status_orphan_received_at_index', properties: ['receivedAt'] },
  ],
});
export class StatusOrphan extends StatusOrphanSchema.class {}
StatusOrphanSchema.setClass(StatusOrphan);
