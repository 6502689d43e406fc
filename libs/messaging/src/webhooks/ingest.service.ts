import { parseItem, PoisonItem } from '@datacare/cloud-api';
import { Database, query, runWithCorrelation } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import type { InboxItem, ItemFailure } from './inbox-item';
import { ItemApplication } from './item-application.service';
import { isTransient } from './transient';
import { SHARDS } from './webhook-inbox.service';
import { webhookDead, webhookLag } from './webhook-metrics';

interface Row {
  id: string;
  shard: number;
  body: string;
  correlationId: string | null;
  attempts: number;
  waitedSeconds: number;
}

interface Failed extends ItemFailure {
  attempts: number;
}

/** First key of the advisory locks of shards. */
const LOCK_CLASS = 0x1_4e57;
const BATCH = 500;
const SHARDS_PER_BATCH = 8;
const MOST_ATTEMPTS = 5;
/** Items tried again per batch. */
const MOST_ALONE = 50;
/** Seconds until the next try, after the first, second … failure. */
const PAUSES = [2, 10, 60, 300];
/** Batches after a start in which every item is counted before it is touched: one of them may have ended us. */
const CAREFUL_BATCHES = 5;

/** Turns stored webhook items into contacts, threads, messages and delivery states. */
@Injectable()
export class IngestService {
  private readonly logger = new Logger(IngestService.name);
  private carefulBatches = CAREFUL_BATCHES;

  constructor(
    private readonly database: Database,
    private readonly application: ItemApplication,
  ) {}

  /**
   * Processes one batch in one transaction; true when there may be more. Any number of workers may call it: a shard
   * is worked on by one at a time and in the order of arrival, so each thread keeps its order.
   */
  async run(): Promise<boolean> {
    const rows = await this.database.transaction(async (em) => {
      const shards = await lockShards(em);
      const waiting = shards.length > 0 ? await readRows(em, shards) : [];
      const fresh = waiting.filter(({ attempts }) => attempts === 0);
      if (fresh.length > 0) await this.processTogether(em, fresh);
      return waiting;
    });
    // What failed or was interrupted before goes alone, so that it cannot take others down with it again.
    const marked = rows.filter(({ attempts }) => attempts > 0).slice(0, MOST_ALONE);
    for (const row of marked) await this.processAlone(row);
    return rows.length > 0;
  }

  private async processTogether(em: EntityManager, rows: readonly Row[]): Promise<void> {
    if (this.carefulBatches > 0) await this.countAttempt(rows);
    await this.settle(em, rows, await this.isolate(em, rows));
    this.carefulBatches = Math.max(0, this.carefulBatches - 1);
  }

  private processAlone(row: Row): Promise<void> {
    return this.database.transaction(async (em) => {
      if (!(await isStillOurs(em, row))) return;
      if (row.attempts >= MOST_ATTEMPTS) {
        const error = 'The process ended every time it handled this item';
        return this.settle(em, [row], [{ ...verdict(row, error), fate: 'dead' }]);
      }
      await this.countAttempt([row]);
      return this.settle(em, [row], await this.isolate(em, [row]));
    });
  }

  /** Committed apart from the batch, so that it stays true when the batch takes the process down. */
  private async countAttempt(rows: readonly Row[]): Promise<void> {
    await query(
      this.database.em(),
      'update webhook_event set attempts = attempts + 1 where id = any($1::bigint[])',
      [rows.map(({ id }) => id)],
    );
  }

  /** Applies the rows together; when that fails, halves them until the one to blame stands alone. */
  private async isolate(em: EntityManager, rows: readonly Row[]): Promise<Failed[]> {
    const { items, failed } = parse(rows);
    const byId = new Map(rows.map((row) => [row.id, row]));
    try {
      if (items.length === 0) return failed;
      const failures = await this.database.savepoint(em, (nested) =>
        this.application.apply(nested, items),
      );
      return [
        ...failed,
        ...failures.map((failure) => ({
          ...verdict(byId.get(failure.id)!, failure.error),
          fate: failure.fate,
        })),
      ];
    } catch (error) {
      if (isTransient(error)) throw error;
      if (rows.length === 1) return [verdict(rows[0]!, describe(error))];
      const middle = rows.length >> 1;
      const first = await this.isolate(em, rows.slice(0, middle));
      return [...first, ...(await this.isolate(em, rows.slice(middle)))];
    }
  }

  private async settle(
    em: EntityManager,
    rows: readonly Row[],
    failed: readonly Failed[],
  ): Promise<void> {
    await writeOutcome(em, rows, failed);
    this.report(rows, failed);
  }

  private report(rows: readonly Row[], failed: readonly Failed[]): void {
    for (const { waitedSeconds } of rows) webhookLag.observe(Math.max(0, waitedSeconds));
    const correlations = new Map(rows.map(({ id, correlationId }) => [id, correlationId]));
    for (const { id, fate, attempts, error } of failed) {
      const isDead = fate === 'dead' || attempts >= MOST_ATTEMPTS;
      if (isDead) webhookDead.inc();
      const words = `Webhook item ${id} ${isDead ? 'is parked' : 'will be tried again'}: ${error}`;
      runWithCorrelation(correlations.get(id), () => this.logger.warn(words));
    }
  }
}

const verdict = (row: Row, error: string): Failed => ({
  id: row.id,
  fate: 'later',
  error,
  attempts: row.attempts + 1,
});

const describe = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).slice(0, 2_000);

function parse(rows: readonly Row[]): { items: InboxItem[]; failed: Failed[] } {
  const items: InboxItem[] = [];
  const failed: Failed[] = [];
  for (const row of rows) {
    try {
      items.push({
        id: row.id,
        parsed: parseItem(JSON.parse(row.body)),
        correlationId: row.correlationId,
      });
    } catch (error) {
      failed.push({
        ...verdict(row, describe(error)),
        fate: error instanceof PoisonItem ? 'dead' : 'later',
      });
    }
  }
  return { items, failed };
}

/** Shards with waiting items that nobody else works on, locked until the transaction ends. */
async function lockShards(em: EntityManager): Promise<number[]> {
  const rows = await query<{ shard: number }>(
    em,
    `with waiting as materialized (
       select s.shard from generate_series(0, $1 - 1) as s(shard)
       where exists (
         select from webhook_event e where e.shard = s.shard and e.processed_at is null and e.dead_at is null
           and (e.next_attempt_at is null or e.next_attempt_at <= now()))
       order by random()
     )
     select shard from waiting where pg_try_advisory_xact_lock($2, shard) limit $3`,
    [SHARDS, LOCK_CLASS, SHARDS_PER_BATCH],
  );
  return rows.map(({ shard }) => shard);
}

async function readRows(em: EntityManager, shards: readonly number[]): Promise<Row[]> {
  return query<Row>(
    em,
    `select e.id, e.shard, e.body, e.correlation_id as "correlationId", e.attempts,
            extract(epoch from clock_timestamp() - e.received_at)::float8 as "waitedSeconds"
     from unnest($1::smallint[]) as s(shard)
     cross join lateral (
       select * from webhook_event w
       where w.shard = s.shard and w.processed_at is null and w.dead_at is null
         and (w.next_attempt_at is null or w.next_attempt_at <= now())
       order by w.id
       limit $2
     ) e
     order by e.id`,
    [shards, Math.ceil(BATCH / shards.length)],
  );
}

/** Takes the shard of one item, unless somebody else works on it or has finished the item meanwhile. */
async function isStillOurs(em: EntityManager, { id, shard, attempts }: Row): Promise<boolean> {
  const rows = await query(
    em,
    `with locked as materialized (select pg_try_advisory_xact_lock($1, $2) as is_ours)
     select from locked, webhook_event
     where is_ours and id = $3 and processed_at is null and dead_at is null and attempts = $4`,
    [LOCK_CLASS, shard, id, attempts],
  );
  return rows.length > 0;
}

async function writeOutcome(
  em: EntityManager,
  rows: readonly Row[],
  failed: readonly Failed[],
): Promise<void> {
  const failedIds = new Set(failed.map(({ id }) => id));
  const done = rows.filter(({ id }) => !failedIds.has(id)).map(({ id }) => id);
  if (done.length > 0) {
    await query(
      em,
      'update webhook_event set processed_at = now(), error = null where id = any($1::bigint[])',
      [done],
    );
  }
  if (failed.length === 0) return;
  await query(
    em,
    `update webhook_event w set attempts = f.attempts, error = f.error,
       next_attempt_at = now() + make_interval(secs => f.pause),
       dead_at = case when f.is_dead then now() end
     from unnest($1::bigint[], $2::smallint[], $3::text[], $4::float8[], $5::boolean[]) as f(id, attempts, error, pause, is_dead)
     where w.id = f.id`,
    [
      failed.map(({ id }) => id),
      failed.map(({ attempts }) => attempts),
      failed.map(({ error }) => error.replaceAll('\0', '\ufffd')),
      failed.map(({ attempts }) => PAUSES[attempts - 1] ?? PAUSES.at(-1)),
      failed.map(({ fate, attempts }) => fate === 'dead' || attempts >= MOST_ATTEMPTS),
    ],
  );
}
