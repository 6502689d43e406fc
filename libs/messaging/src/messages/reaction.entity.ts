import { defineEntity, p } from '@mikro-orm/core';
import { createdAtColumn, idColumn } from '@datacare/platform';
import { Channel } from '../channels/channel.entity';

/** The emoji that one side put on a message; the target is named by wamid, since a reaction may come first. */
export const ReactionSchema = defineEntity({
  name: 'Reaction',
  tableName: 'reaction',
  properties: {
    id: idColumn(),
    channelId: () => p.manyToOne(Channel).mapToPk().joinColumn('channel_id'),
    targetWamid: p.text(),
    by: p.enum(['customer', 'business'] as const),
    /** Empty once taken back: the row stays so that an older repeat cannot put it back. */
    emoji: p.text(),
    at: p.datetime(),
    createdAt: createdAtColumn(),
  },
  uniques: [
    {
      name: 'reaction_channel_id_target_wamid_by_unique',
      properties: ['channelId', 'targetWamid', 'by'],
    },
  ],
});
export class Reaction extends ReactionSchema.class {}
ReactionSchema.setClass(Reaction);
