import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { correlationId } from '../context/correlation';
import { afterCommit } from '../database/database';
import { query } from '../database/query';
import { Jobs } from '../queues/jobs';
import type { RecordedEvent } from './define-event';
import { relayWakeup } from './relay.queue';

/** Records facts in the transaction that makes them true. */
@Injectable()
export class Events {
  constructor(private readonly jobs: Jobs) {}

  /** Writes the events with one statement and rings the relay once the transaction has committed. */
  async record(em: EntityManager, ...events: RecordedEvent[]): Promise<void> {
    if (events.length === 0) return;
    await query(
      em,
      `insert into event (type, subject_id, payload, correlation_id)
       select e.type, e."subjectId"::uuid, e.payload, coalesce(e."correlationId", $2)
       from jsonb_to_recordset($1::jsonb) as e(type text, "subjectId" text, payload jsonb, "correlationId" text)`,
      [JSON.stringify(events), correlationId() ?? null],
    );
    afterCommit(em, () => this.jobs.ring(relayWakeup, {}), relayWakeup);
  }
}
