import { ThreadsMerged } from '@datacare/messaging';
import { HandlesEvents, type EventHandler, type EventRecord } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ConversationMerge } from './conversation-merge.service';

/** Two threads of one person became one, and so do their conversations. */
@HandlesEvents(ThreadsMerged)
@Injectable()
export class MergeThreadsHandler implements EventHandler {
  readonly name = 'inbox.merge-threads';

  constructor(private readonly merge: ConversationMerge) {}

  async handle(em: EntityManager, events: EventRecord[]): Promise<void> {
    for (const event of events) {
      if (!ThreadsMerged.is(event)) continue;
      await this.merge.merge(em, event.payload.survivorId, event.payload.mergedId);
    }
  }
}
