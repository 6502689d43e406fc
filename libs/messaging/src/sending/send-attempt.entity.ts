import { defineEntity, p } from '@mikro-orm/core';
import { createdAtColumn } from '@datacare/platform';
import { Channel } from '../channels/channel.entity';
import { Message } from '../messages/message.entity';
import { Thread } from '../threads/thread.entity';

export const attemptStates = [
  'queued',
  'claimed',
  'sending',
  'accepted',
  'unconfirmed',
  'failed',
  'cancelled',
] as const;
export type AttemptState = (typeof attemptStates)[number];

/** Lower goes first: a person who waits goes before a campaign. */
export const sendPriority = { live: 0, automation: 1, campaign: 2 } as const;

/**
 * The outbox: one row per try at sending a message. A person's Retry makes a new row and keeps the old;
 * being told to slow down re-queues the same row.
 */
export const SendAttemptSchema = defineEntity({
  name: 'SendAttempt',
  tableName: 'send_attempt',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    messageId: () => p.manyToOne(Message).mapToPk().joinColumn('message_id'),
    number: p.smallint().default(1),
    threadId: () => p.manyToOne(Thread).mapToPk().joinColumn('thread_id'),
    channelId: () => p.manyToOne(Channel).mapToPk().joinColumn('channel_id'),
    /** Echoed by Meta in statuses as `biz_opaque_callback_data`; random, says nothing about anybody. */
    opaque: p.text().unique(),
    priority: p.smallint().default(0),
    /** May leave outside the customer-service window; anything else is checked against it once more when claimed. */
    isTemplate: p.boolean().default(false),
    /** Needs the person's consent, asked once more when claimed. */
    isMarketing: p.boolean().default(false),
    state: p.enum(attemptStates).default('queued'),
    notBefore: createdAtColumn(),
    leaseUntil: p.datetime().nullable(),
    leaseToken: p.uuid().nullable(),
    /** How often Meta asked to come back later. */
    postponements: p.smallint().default(0),
    errorCode: p.integer().nullable(),
    error: p.text().nullable(),
    wamid: p.text().nullable(),
    correlationId: p.text().nullable(),
    createdAt: createdAtColumn(),
    sentAt: p.datetime().nullable(),
    settledAt: p.datetime().nullable(),
  },
  uniques: [{ name: 'send_attempt_message_id_number_unique', properties: ['messageId', 'number'] }],
  indexes: [
    {
      name: 'send_attempt_claim_index',
      properties: ['channelId', 'priority', 'notBefore', 'id'],
      where: "state = 'queued'",
    },
    {
      name: 'send_attempt_open_index',
      properties: ['threadId', 'id'],
      where: "state in ('queued', 'claimed', 'sending')",
    },
    {
      name: 'send_attempt_lease_index',
      properties: ['leaseUntil'],
      where: "state in ('claimed', 'sending')",
    },
    {
      name: 'send_attempt_unconfirmed_index',
      properties: ['sentAt'],
      where: "state = 'unconfirmed'",
    },
  ],
});
export class SendAttempt extends SendAttemptSchema.class {}
SendAttemptSchema.setClass(SendAttempt);
