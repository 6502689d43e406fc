import { MessageStatusChanged } from '@datacare/messaging';
import { HandlesEvents, type EventHandler, type EventRecord } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ConversationReflection } from './conversation-reflection.service';
import { correlationsOf } from './correlations';

/** Ticks travel from the message to the list and to open threads. */
@HandlesEvents(MessageStatusChanged)
@Injectable()
export class ReflectStatusHandler implements EventHandler {
  readonly name = 'inbox.reflect-status';

  constructor(private readonly reflection: ConversationReflection) {}

  handle(em: EntityManager, events: EventRecord[]): Promise<void> {
    const ids = events.flatMap((event) =>
      MessageStatusChanged.is(event) ? [event.payload.messageId] : [],
    );
    return this.reflection.statuses(em, ids, correlationsOf(events));
  }
}
