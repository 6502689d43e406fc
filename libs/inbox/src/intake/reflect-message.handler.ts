import { MessageChanged } from '@datacare/messaging';
import { HandlesEvents, type EventHandler, type EventRecord } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ConversationReflection } from './conversation-reflection.service';
import { correlationsOf } from './correlations';

/** Edits, deletions, reactions and arrived files reach the screens. */
@HandlesEvents(MessageChanged)
@Injectable()
export class ReflectMessageHandler implements EventHandler {
  readonly name = 'inbox.reflect-message';

  constructor(private readonly reflection: ConversationReflection) {}

  handle(em: EntityManager, events: EventRecord[]): Promise<void> {
    const ids = events.flatMap((event) =>
      MessageChanged.is(event) ? [event.payload.messageId] : [],
    );
    return this.reflection.messages(em, ids, correlationsOf(events));
  }
}
