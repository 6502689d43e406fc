import type { WebhookItem } from '@datacare/cloud-api';
import { correlationId, Database, GroupCommit, Jobs, query } from '@datacare/platform';
import { Injectable } from '@nestjs/common';
import { webhookItems } from './webhook-metrics';
import { ingestWakeup } from './webhook.queue';

/** Items of one thread share a shard, and one worker at a time works on a shard: that keeps their order. */
export const SHARDS = 16;

interface Delivery {
  items: readonly WebhookItem[];
  correlationId: string | null;
}

const MAX_DELIVERIES = 250;
const DEADLOCK = '40P01';

/** Keeps what Meta sends. What `store` has resolved is committed: only then may the answer be 200. */
@Injectable()
export class WebhookInbox {
  private readonly commits = new GroupCommit<Delivery, void>(
    (deliveries) => this.insert(deliveries),
    {
      maxBatch: MAX_DELIVERIES,
      concurrency: 2,
    },
  );

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
  ) {}

  /** Stores the items of one request together with those of the requests that came at the same time. */
  async store(items: readonly WebhookItem[]): Promise<void> {
    if (items.length === 0) return;
    await this.commits.add({ items, correlationId: correlationId() ?? null });
  }

  private async insert(deliveries: readonly Delivery[]): Promise<void[]> {
    const rows = deliveries.flatMap(({ items, correlationId: id }) =>
      items.map((item) => ({ item, id })),
    );
    const stored = await this.write(rows).catch((error: unknown) => {
      // Repeats that came to several processes at once may wait for each other; the second try finds them stored.
      if ((error as { code?: string }).code === DEADLOCK) return this.write(rows);
      throw error;
    });
    webhookItems.inc({ outcome: 'stored' }, stored);
    webhookItems.inc({ outcome: 'duplicate' }, rows.length - stored);
    if (stored > 0) this.jobs.ring(ingestWakeup, {});
    return deliveries.map(() => undefined);
  }

  /**
   * Ids are given in the order of arrival, since that is the order of processing; rows are inserted in the order of
   * their keys, so that two inserts with the same items cannot deadlock.
   */
  private async write(rows: readonly { item: WebhookItem; id: string | null }[]): Promise<number> {
    const inserted = await query<{ id: string }>(
      this.database.em(),
      `insert into webhook_event (id, key, field, phone_number_id, thread_key, shard, body, correlation_id)
       select id, key, field, phone_number_id, thread_key, shard, body, correlation_id
       from (
         select nextval('webhook_event_id_seq') as id, i.*
         from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::text[], $7::text[])
           with ordinality as i(key, field, phone_number_id, thread_key, shard, body, correlation_id, place)
         order by place
         offset 0
       ) arrived
       order by key
       on conflict (key) do nothing
       returning id`,
      [
        rows.map(({ item }) => item.key),
        rows.map(({ item }) => item.field),
        rows.map(({ item }) => item.phoneNumberId ?? null),
        rows.map(({ item }) => item.threadKey),
        rows.map(({ item }) => shardOf(item.threadKey || item.key)),
        rows.map(({ item }) => JSON.stringify(item.payload)),
        rows.map(({ id }) => id),
      ],
    );
    return inserted.length;
  }
}

/** FNV-1a: even enough, and the same in every process and version. */
export function shardOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % SHARDS;
}
