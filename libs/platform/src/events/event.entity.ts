import { defineEntity, p } from '@mikro-orm/core';
import { createdAtColumn } from '../database/columns';

/**
 * One committed fact, written in the transaction that made it true.
 * `position` is given by the relay, the only writer of positions: it is gap-free in commit order,
 * so a reader that has seen position N misses nothing by asking for what came after N.
 */
export const EventSchema = defineEntity({
  name: 'Event',
  tableName: 'event',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    position: p.bigint('number').nullable().unique(),
    type: p.text(),
    /** The row the event is about: a conversation, a message, a channel. */
    subjectId: p.uuid().nullable(),
    payload: p.json<Record<string, unknown>>(),
    correlationId: p.text().nullable(),
    createdAt: createdAtColumn(),
  },
  indexes: [
    { name: 'event_waiting_index', properties: ['id'], where: 'position is null' },
    { name: 'event_type_position_index', properties: ['type', 'position'] },
    { name: 'event_created_at_index', properties: ['createdAt'] },
  ],
});
export class Event extends EventSchema.class {}
EventSchema.setClass(Event);

/** A handler's failed try at an event; retried with growing pauses and parked as dead after five. */
export const EventFailureSchema = defineEntity({
  name: 'EventFailure',
  tableName: 'event_failure',
  properties: {
    handler: p.text().primary(),
    eventId: p.bigint('number').primary(),
    attempts: p.integer().default(0),
    error: p.text(),
    nextAttemptAt: p.datetime().nullable(),
    deadAt: p.datetime().nullable(),
    createdAt: createdAtColumn(),
  },
  indexes: [
    { name: 'event_failure_due_index', properties: ['nextAttemptAt'], where: 'dead_at is null' },
  ],
});
export class EventFailure extends EventFailureSchema.class {}
EventFailureSchema.setClass(EventFailure);
