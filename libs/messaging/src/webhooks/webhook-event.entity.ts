import { defineEntity, p } from '@mikro-orm/core';
import { createdAtColumn } from '@datacare/platform';

/** One change item of a webhook as Meta sent it: stored before the 200, processed after. */
export const WebhookEventSchema = defineEntity({
  name: 'WebhookEvent',
  tableName: 'webhook_event',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    /** SHA-256 over what makes the item itself, so that repeats in other batches meet the same row. */
    key: p.text().unique(),
    field: p.text(),
    phoneNumberId: p.text().nullable(),
    /** Number and person: items of one thread share it, and so a shard, and so their order. */
    threadKey: p.text().default(''),
    shard: p.smallint().default(0),
    /** JSON text, not jsonb: an item that Postgres could not represent must still be kept. */
    body: p.text(),
    correlationId: p.text().nullable(),
    receivedAt: createdAtColumn(),
    processedAt: p.datetime().nullable(),
    attempts: p.smallint().default(0),
    nextAttemptAt: p.datetime().nullable(),
    error: p.text().nullable(),
    /** Parked after five failures; replay clears it. */
    deadAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'webhook_event_waiting_index',
      properties: ['shard', 'id'],
      where: 'processed_at is null and dead_at is null',
    },
    { name: 'webhook_event_dead_index', properties: ['deadAt'], where: 'dead_at is not null' },
    {
      name: 'webhook_event_processed_at_index',
      properties: ['processedAt'],
      where: 'processed_at is not null',
    },
  ],
});
export class WebhookEvent extends WebhookEventSchema.class {}
WebhookEventSchema.setClass(WebhookEvent);
