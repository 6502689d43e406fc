import type { z } from 'zod';

/** A fact to record: made by `of`, written by `Events.record`. */
export interface RecordedEvent {
  type: string;
  subjectId: string | null;
  payload: Record<string, unknown>;
  /** Set where one transaction deals with news of several origins; else the current one is taken. */
  correlationId: string | null;
}

/** A fact as it was committed. `position` is its place in the order of commits. */
export interface EventRecord<Payload = Record<string, unknown>> {
  id: number;
  position: number | null;
  type: string;
  subjectId: string | null;
  payload: Payload;
  correlationId: string | null;
  createdAt: Date;
}

export interface EventDefinition<Payload extends Record<string, unknown>> {
  readonly type: string;
  readonly schema: z.ZodType<Payload>;
  /** The event with this payload; a payload that does not fit is a bug and throws. */
  of(
    payload: Payload,
    about?: { subjectId?: string | null; correlationId?: string | null },
  ): RecordedEvent;
  is(record: EventRecord): record is EventRecord<Payload>;
}

export type EventOf<D> = D extends EventDefinition<infer Payload> ? EventRecord<Payload> : never;

/** Declares an event: past tense, ids and small facts; `type` is `lib.what_happened`. */
export function defineEvent<Payload extends Record<string, unknown>>(
  type: string,
  schema: z.ZodType<Payload>,
): EventDefinition<Payload> {
  return {
    type,
    schema,
    of: (payload, about = {}) => ({
      type,
      subjectId: about.subjectId ?? null,
      payload: schema.parse(payload),
      correlationId: about.correlationId ?? null,
    }),
    is: (record): record is EventRecord<Payload> => record.type === type,
  };
}
