import {
  afterCommit,
  HandlesEvents,
  Journal,
  type EventHandler,
  type EventRecord,
} from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ConversationChanged } from '../inbox.events';

/** Keeps the journal of conversations: a log beside the tables, which nothing waits for. */
@HandlesEvents(ConversationChanged)
@Injectable()
export class JournalConversationHandler implements EventHandler {
  readonly name = 'inbox.journal-conversation';

  constructor(private readonly journal: Journal) {}

  async handle(em: EntityManager, events: EventRecord[]): Promise<void> {
    const lasting = events.filter(
      (event) => ConversationChanged.is(event) && event.payload.what !== 'typing',
    );
    if (lasting.length > 0) afterCommit(em, () => this.write(lasting));
  }

  private write(events: EventRecord[]): void {
    for (const { subjectId, createdAt, correlationId, payload } of events) {
      this.journal.append({
        kind: 'conversation',
        at: createdAt,
        subjectId: subjectId ?? undefined,
        correlationId: correlationId ?? undefined,
        data: payload,
      });
    }
  }
}
