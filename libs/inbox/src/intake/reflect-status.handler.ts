import { MessageStatusChanged } from '@datacare/messaging';
import { HandlesEvents, query, type EventHandler, type EventRecord } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ConversationIntake } from './conversation-intake.service';
import { ConversationReflection } from './conversation-reflection.service';
import { correlationsOf } from './correlations';

/**
 * Ticks travel from the message to the list and to open threads; one that was sent for later becomes the last message
 * when it leaves.
 */
@HandlesEvents(MessageStatusChanged)
@Injectable()
export class ReflectStatusHandler implements EventHandler {
  readonly name = 'inbox.reflect-status';

  constructor(
    private readonly reflection: ConversationReflection,
    private readonly intake: ConversationIntake,
  ) {}

  async handle(em: EntityManager, events: EventRecord[]): Promise<void> {
    const ids = events.flatMap((event) =>
      MessageStatusChanged.is(event) ? [event.payload.messageId] : [],
    );
    const correlations = correlationsOf(events);
    await this.reflection.statuses(em, ids, correlations);
    const scheduled = await scheduledAmong(em, ids);
    if (scheduled.length > 0) await this.intake.follow(em, scheduled, correlations);
  }
}

async function scheduledAmong(em: EntityManager, ids: string[]): Promise<string[]> {
  const rows = await query<{ id: string }>(
    em,
    'select id from message where id = any($1::uuid[]) and scheduled_for is not null order by at, id',
    [ids],
  );
  return rows.map(({ id }) => id);
}
