import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { afterCommit, Database } from '../database/database';
import { query } from '../database/query';
import { LiveHints } from '../live/live-hints';
import { SweepLoop } from '../loops/sweep-loop';
import { counter, gauge, histogram } from '../observability/metrics';
import { Jobs } from '../queues/jobs';
import type { EventRecord } from './define-event';
import { HANDLED_EVENTS, type EventHandler } from './event-handler';
import { relayWakeup } from './relay.queue';

/** Only one relay works at a time, in whatever process: that is what makes positions gap-free. */
const RELAY_LOCK = 7_301_001;
const BATCH = 500;
const ATTEMPTS = 5;

const relayed = counter('datacare_events_relayed_total', 'Events handed to their handlers', [
  'type',
]);
const failed = counter(
  'datacare_event_failures_total',
  'Events that a handler could not deal with',
  ['handler'],
);
const lag = histogram(
  'datacare_event_lag_seconds',
  'From the commit of an event to the end of its handlers',
);

interface Subscription {
  handler: EventHandler;
  types: ReadonlySet<string>;
}

interface EventRow {
  id: string;
  type: string;
  subject_id: string | null;
  payload: Record<string, unknown>;
  correlation_id: string | null;
  created_at: Date;
}

const COLUMNS = 'id, type, subject_id, payload, correlation_id, created_at';
const toRecord = (row: EventRow): EventRecord => ({
  id: Number(row.id),
  position: null,
  type: row.type,
  subjectId: row.subject_id,
  payload: row.payload,
  correlationId: row.correlation_id,
  createdAt: new Date(row.created_at),
});

/** Hands committed events to their handlers in order, and gives each its position in the same transaction. */
@Injectable()
export class EventRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(EventRelay.name);
  private subscriptions: Subscription[] = [];
  private readonly loop = new SweepLoop({
    name: 'relay',
    everyMs: 1_000,
    run: async () => {
      const isMore = await this.relay();
      return (await this.retryFailures()) || isMore;
    },
    onError: (error) =>
      this.logger.error(
        'The relay stopped short and will go on',
        error instanceof Error ? error.stack : error,
      ),
  });

  constructor(
    private readonly db: Database,
    private readonly discovery: DiscoveryService,
    private readonly jobs: Jobs,
    private readonly hints: LiveHints,
  ) {}

  onApplicationBootstrap(): void {
    this.subscriptions = this.discovery
      .getProviders()
      .filter(
        ({ instance, metatype }) =>
          instance && metatype && Reflect.hasMetadata(HANDLED_EVENTS, metatype),
      )
      .map(({ instance, metatype }) => ({
        handler: instance as EventHandler,
        types: new Set(Reflect.getMetadata(HANDLED_EVENTS, metatype!) as string[]),
      }));
    const names = this.subscriptions.map(({ handler }) => handler.name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice) throw new Error(`Two event handlers are named ${twice}`);
    gauge(
      'datacare_events_waiting',
      'Committed events that the relay has not handed on',
      [],
      async function () {
        // While the database is away the other metrics are still wanted.
        const [row] = await query<{ n: string }>(
          db.em(),
          'select count(*) as n from event where position is null',
        ).catch(() => []);
        if (row) this.set(Number(row.n));
      },
    );
    const { db } = this;
    this.jobs.listen(relayWakeup, () => this.loop.wake());
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  wake(): void {
    this.loop.wake();
  }

  /** Relays one batch; true when another waits. */
  async relay(): Promise<boolean> {
    return this.db.transaction(async (em) => {
      await query(em, 'select pg_advisory_xact_lock($1)', [RELAY_LOCK]);
      const rows = await query<EventRow>(
        em,
        `select ${COLUMNS} from event where position is null order by id limit ${BATCH}`,
      );
      if (rows.length === 0) return false;
      const events = rows.map(toRecord);
      for (const subscription of this.subscriptions) await this.deliver(em, subscription, events);
      await query(
        em,
        `update event set position = base.last + given.ordinal
         from (select coalesce(max(position), 0) as last from event) as base,
              unnest($1::bigint[]) with ordinality as given(id, ordinal)
         where event.id = given.id`,
        [rows.map(({ id }) => id)],
      );
      afterCommit(em, () => {
        this.hints.publish();
        for (const { type, createdAt } of events) {
          relayed.inc({ type });
          lag.observe((Date.now() - createdAt.getTime()) / 1000);
        }
      });
      return events.length === BATCH;
    });
  }

  private async deliver(
    em: EntityManager,
    { handler, types }: Subscription,
    events: EventRecord[],
  ): Promise<void> {
    const concerned = events.filter(({ type }) => types.has(type));
    if (concerned.length === 0) return;
    try {
      await this.db.savepoint(em, (nested) => handler.handle(nested, concerned));
    } catch (error) {
      if (concerned.length > 1) {
        // One of them is the trouble; the others must not wait for it.
        for (const event of concerned) await this.deliver(em, { handler, types }, [event]);
      } else {
        await this.noteFailure(em, handler, concerned[0]!.id, error);
      }
    }
  }

  private async noteFailure(
    em: EntityManager,
    handler: EventHandler,
    eventId: number,
    error: unknown,
  ): Promise<void> {
    failed.inc({ handler: handler.name });
    this.logger.error(
      `${handler.name} could not deal with event ${eventId}`,
      error instanceof Error ? error.stack : String(error),
    );
    await query(
      em,
      `insert into event_failure (handler, event_id, attempts, error, next_attempt_at)
       values ($1, $2, 1, $3, now() + interval '2 seconds')
       on conflict (handler, event_id) do update set
         attempts = event_failure.attempts + 1,
         error = excluded.error,
         next_attempt_at = now() + interval '2 seconds' * 4 ^ event_failure.attempts,
         dead_at = case when event_failure.attempts + 1 >= ${ATTEMPTS} then now() end`,
      [handler.name, eventId, String(error).replaceAll('\0', '').slice(0, 2_000)],
    );
  }

  /** Tries again what failed earlier, each event in a transaction of its own. */
  private async retryFailures(): Promise<boolean> {
    const due = await query<{ handler: string; event_id: string }>(
      this.db.em(),
      `select handler, event_id from event_failure
       where dead_at is null and next_attempt_at <= now() order by next_attempt_at limit 20`,
    );
    for (const { handler, event_id } of due) {
      const subscription = this.subscriptions.find(
        (candidate) => candidate.handler.name === handler,
      );
      if (subscription) await this.retry(subscription.handler, Number(event_id));
    }
    return false;
  }

  private async retry(handler: EventHandler, eventId: number): Promise<void> {
    await this.db.transaction(async (em) => {
      const [held] = await query(
        em,
        'select 1 from event_failure where handler = $1 and event_id = $2 and dead_at is null for update skip locked',
        [handler.name, eventId],
      );
      if (!held) return;
      const [row] = await query<EventRow>(em, `select ${COLUMNS} from event where id = $1`, [
        eventId,
      ]);
      try {
        if (row) await this.db.savepoint(em, (nested) => handler.handle(nested, [toRecord(row)]));
        await query(em, 'delete from event_failure where handler = $1 and event_id = $2', [
          handler.name,
          eventId,
        ]);
      } catch (error) {
        await this.noteFailure(em, handler, eventId, error);
      }
    });
  }
}
