import { ContactChanged, ContactsMerged } from '@datacare/contacts';
import { HandlesEvents, type EventHandler, type EventRecord } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ConversationReflection } from './conversation-reflection.service';

/** A person's new name or identity reaches the screens; what belonged to a merged contact is its survivor's. */
@HandlesEvents(ContactChanged, ContactsMerged)
@Injectable()
export class ReflectContactHandler implements EventHandler {
  readonly name = 'inbox.reflect-contact';

  constructor(private readonly reflection: ConversationReflection) {}

  async handle(em: EntityManager, events: EventRecord[]): Promise<void> {
    for (const event of events) {
      if (!ContactsMerged.is(event)) continue;
      await this.reflection.contactsMerged(em, event.payload.survivorId, event.payload.mergedId);
    }
    const ids = events.flatMap((event) =>
      ContactChanged.is(event) ? [event.payload.contactId] : [],
    );
    await this.reflection.contacts(em, ids);
  }
}
