import { Database, gauge, query } from '@datacare/platform';
import { Injectable } from '@nestjs/common';
import { SHARDS } from './webhook-inbox.service';

interface Backlog {
  /** Seconds that the oldest waiting item has waited. */
  waited: number;
  dead: number;
}

let readBacklog: (() => Promise<Backlog | undefined>) | undefined;

const dead = gauge('datacare_webhook_dead_letters', 'Webhook items that wait for a person');
gauge(
  'datacare_webhook_waiting_seconds',
  'Age of the oldest webhook item that is not processed yet',
  [],
  async function () {
    const backlog = await readBacklog?.();
    if (!backlog) return;
    this.set(backlog.waited);
    dead.set(backlog.dead);
  },
);

/** Tells the metrics how far behind the processing of webhooks is. */
@Injectable()
export class WebhookBacklog {
  constructor(private readonly database: Database) {
    readBacklog = () => this.read();
  }

  /** Undefined while the database is away: the other metrics are still wanted then. */
  async read(): Promise<Backlog | undefined> {
    try {
      const [row] = await query<Backlog>(
        this.database.em(),
        `select coalesce(max(extract(epoch from now() - e.received_at)), 0)::float8 as waited,
                (select count(*)::int from webhook_event where dead_at is not null) as dead
         from generate_series(0, $1 - 1) as s(shard)
         cross join lateral (
           select received_at from webhook_event w
           where w.shard = s.shard and w.processed_at is null and w.dead_at is null order by w.id limit 1
         ) e`,
        [SHARDS],
      );
      return row;
    } catch {
      return undefined;
    }
  }
}
