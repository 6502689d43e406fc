import { ContactsMerged } from '@datacare/contacts';
import { HandlesEvents, type EventHandler, type EventRecord } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ThreadMerge } from './thread-merge.service';

/** Joins the threads of contacts that were joined elsewhere, and what reached the old thread in between. */
@HandlesEvents(ContactsMerged)
@Injectable()
export class MergeOnContactsMerged implements EventHandler {
  readonly name = 'messaging.merge-on-contacts-merged';

  constructor(private readonly threads: ThreadMerge) {}

  async handle(em: EntityManager, events: EventRecord[]): Promise<void> {
    for (const { payload } of events) {
      const { survivorId, mergedId } = ContactsMerged.schema.parse(payload);
      await this.threads.merge(em, survivorId, mergedId);
    }
  }
}
