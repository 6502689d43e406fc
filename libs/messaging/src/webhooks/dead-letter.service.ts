import { Access, type Viewer } from '@datacare/identity';
import { Database, Jobs, query } from '@datacare/platform';
import { Injectable } from '@nestjs/common';
import { ingestWakeup } from './webhook.queue';

/** A webhook item that could not be processed, with what was tried. */
export interface DeadLetter {
  id: string;
  source: string;
  field: string | null;
  error: string;
  /** JSON as Meta sent it. */
  body: string;
  receivedAt: Date;
  attempts: number;
}

/** Meta repeats for seven days; until then the key must stay to recognise a repeat. */
const KEPT_DAYS = 8;
const PRUNE_BATCH = 5_000;

const numbers = (ids: readonly string[]) => ids.filter((id) => /^\d{1,18}$/.test(id));

/** Parked webhook items: read, tried again, dropped. */
@Injectable()
export class DeadLetterService {
  constructor(
    private readonly database: Database,
    private readonly access: Access,
    private readonly jobs: Jobs,
  ) {}

  /** Newest first; one more than `limit` tells that there are more. */
  async list(viewer: Viewer, page: { limit: number; afterId?: string }): Promise<DeadLetter[]> {
    this.access.require(viewer, 'delivery.read');
    const rows = await query<Omit<DeadLetter, 'receivedAt' | 'source'> & { receivedMs: number }>(
      this.database.em(),
      `select id, field, coalesce(error, '') as error, body, attempts,
              extract(epoch from received_at)::float8 * 1000 as "receivedMs"
       from webhook_event where dead_at is not null and ($2::bigint is null or id < $2)
       order by id desc limit $1`,
      [page.limit, page.afterId ?? null],
    );
    return rows.map(({ receivedMs, ...row }) => ({
      ...row,
      source: 'webhook',
      receivedAt: new Date(receivedMs),
    }));
  }

  /** Lets the items be tried again from the start; returns how many. Safe to do twice: items have their effect once. */
  async replay(viewer: Viewer, ids: readonly string[]): Promise<number> {
    this.access.require(viewer, 'delivery.manage');
    const rows = await query(
      this.database.em(),
      `update webhook_event set dead_at = null, attempts = 0, next_attempt_at = null
       where id = any($1::bigint[]) and dead_at is not null returning id`,
      [numbers(ids)],
    );
    if (rows.length > 0) this.jobs.ring(ingestWakeup, {});
    return rows.length;
  }

  /** Gives up on the items; they stay readable in the database until they are pruned. */
  async drop(viewer: Viewer, ids: readonly string[]): Promise<number> {
    this.access.require(viewer, 'delivery.manage');
    const rows = await query(
      this.database.em(),
      `update webhook_event set dead_at = null, processed_at = now()
       where id = any($1::bigint[]) and dead_at is not null returning id`,
      [numbers(ids)],
    );
    return rows.length;
  }

  /** Removes processed items whose repeats can no longer come; true when there are more. */
  async prune(): Promise<boolean> {
    const rows = await query(
      this.database.em(),
      `delete from webhook_event where id in (
         select id from webhook_event
         where processed_at is not null and processed_at < now() - make_interval(days => $1)
         order by processed_at limit $2)
       returning 1`,
      [KEPT_DAYS, PRUNE_BATCH],
    );
    return rows.length === PRUNE_BATCH;
  }
}
