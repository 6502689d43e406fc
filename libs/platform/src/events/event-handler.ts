import type { EntityManager } from '@mikro-orm/postgresql';
import { SetMetadata } from '@nestjs/common';
import type { EventDefinition, EventRecord } from './define-event';

export const HANDLED_EVENTS = Symbol('handled events');

/**
 * Reacts to committed events in batches, in commit order, inside the relay's transaction: its effect and the
 * events' positions commit together, so each event has its effect exactly once. Work goes through `em` only.
 */
export interface EventHandler {
  /** Unique and stable: failures are remembered under it. */
  readonly name: string;
  handle(em: EntityManager, events: EventRecord[]): Promise<void>;
}

/** Declares which events a handler is given. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a definition is invariant in its payload
export const HandlesEvents = (...definitions: EventDefinition<any>[]): ClassDecorator =>
  SetMetadata(
    HANDLED_EVENTS,
    definitions.map(({ type }) => type),
  );
