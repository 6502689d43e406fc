import { defineEntity, p } from '@mikro-orm/core';
import { Contact } from '@datacare/contacts';
import { createdAtColumn, idColumn, newId } from '@datacare/platform';
import { Channel } from '../channels/channel.entity';

/** What one contact and one channel have said to each other. */
export const ThreadSchema = defineEntity({
  name: 'Thread',
  tableName: 'thread',
  properties: {
    id: idColumn(),
    channelId: () => p.manyToOne(Channel).mapToPk().joinColumn('channel_id'),
    contactId: () => p.manyToOne(Contact).mapToPk().joinColumn('contact_id'),
    /** Meta's time of the customer's last message; the 24-hour window hangs on it. */
    lastInboundAt: p.datetime().nullable(),
    /** wamid of the last inbound message: what a read receipt or typing indicator refers to. */
    lastInboundWamid: p.text().nullable(),
    /** Correlation id of the webhook that brought it; the answer is logged under the same id. */
    lastInboundCorrelationId: p.text().nullable(),
    /** Free entry point (an advertisement) or Meta's own expiry, when later than 24 hours. */
    windowExtendedUntil: p.datetime().nullable(),
    /** Theoretical arrival time of the pair limit: one message per 6 s, bursts borrow from the future. */
    pairPaceAt: p.datetime().nullable(),
    createdAt: createdAtColumn(),
  },
  uniques: [
    { name: 'thread_channel_id_contact_id_unique', properties: ['channelId', 'contactId'] },
  ],
  indexes: [{ name: 'thread_contact_id_index', properties: ['contactId'] }],
});
export class Thread extends ThreadSchema.class {
  constructor(values: { channelId: string; contactId: string }) {
    super();
    this.id = newId();
    this.channelId = values.channelId;
    this.contactId = values.contactId;
  }
}
ThreadSchema.setClass(Thread);
