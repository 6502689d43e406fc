import { MessageQueued, MessageReceived } from '@datacare/messaging';
import { HandlesEvents, type EventHandler, type EventRecord } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ConversationIntake } from './conversation-intake.service';
import { correlationsOf } from './correlations';

/**
 * A customer's message opens a conversation or goes on with one, and ours goes out in it. One handler for both
 * directions, because their order decides whether the customer waits for an answer.
 */
@HandlesEvents(MessageReceived, MessageQueued)
@Injectable()
export class OpenOnMessageHandler implements EventHandler {
  readonly name = 'inbox.open-on-message';

  constructor(private readonly intake: ConversationIntake) {}

  handle(em: EntityManager, events: EventRecord[]): Promise<void> {
    const ids = events.flatMap((event) =>
      MessageReceived.is(event) || MessageQueued.is(event) ? [event.payload.messageId] : [],
    );
    return this.intake.follow(em, ids, correlationsOf(events));
  }
}
