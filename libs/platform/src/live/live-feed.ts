import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { EventRecord } from '../events/define-event';
import { Database } from '../database/database';
import { query } from '../database/query';
import { SweepLoop } from '../loops/sweep-loop';
import { gauge } from '../observability/metrics';
import { LiveHints } from './live-hints';
import { LiveSubscription } from './live-subscription';

const BATCH = 1_000;

interface EventRow {
  id: string;
  position: string;
  type: string;
  subject_id: string | null;
  payload: Record<string, unknown>;
  correlation_id: string | null;
  created_at: Date;
}

export interface MissedEvents {
  events: EventRecord[];
  /** The position asked for is older than what is kept: the reader must start anew. */
  isReset: boolean;
  hasMore: boolean;
  latestPosition: number;
}

/**
 * Relayed events, live: one read of the event table serves every socket of the process.
 * Redis only says when to look; without it the table is looked at every two seconds.
 */
@Injectable()
export class LiveFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(LiveFeed.name);
  private readonly subscriptions = new Set<LiveSubscription>();
  private position?: number;
  private readonly loop = new SweepLoop({
    name: 'live',
    everyMs: 2_000,
    run: () => this.read(),
    onError: (error) => this.logger.warn(`Live updates pause: ${String(error)}`),
  });

  constructor(
    private readonly db: Database,
    private readonly hints: LiveHints,
  ) {
    const { subscriptions } = this;
    gauge('datacare_live_subscriptions', 'Open live subscriptions', [], function () {
      this.set(subscriptions.size);
    });
  }

  onApplicationBootstrap(): void {
    this.hints.listen(() => this.loop.wake());
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
    for (const subscription of this.subscriptions) subscription.end();
  }

  /** Events of these types after position `since`, or from now on: in order, without gap or repeat. */
  subscribe(types: readonly string[], since?: number): AsyncIterableIterator<EventRecord> {
    const subscription = new LiveSubscription(types, since ?? null, {
      missed: (position) => this.since(types, position),
      onEnd: (ended) => this.subscriptions.delete(ended),
    });
    this.subscriptions.add(subscription);
    return subscription;
  }

  /** What came after `position`, at most `limit` events. */
  async since(types: readonly string[], position: number, limit = BATCH): Promise<MissedEvents> {
    const em = this.db.em();
    const [bounds] = await query<{ first: string | null; last: string | null }>(
      em,
      'select min(position) as first, max(position) as last from event',
    );
    const latestPosition = Number(bounds?.last ?? 0);
    const isReset =
      position > latestPosition || (bounds?.first != null && position < Number(bounds.first) - 1);
    if (isReset) return { events: [], isReset, hasMore: false, latestPosition };
    const events = await this.readAfter(position, limit, types);
    return { events, isReset, hasMore: events.length === limit, latestPosition };
  }

  /** The position of the newest relayed event; 0 when there is none. */
  async latestPosition(): Promise<number> {
    const [row] = await query<{ last: string | null }>(
      this.db.em(),
      'select max(position) as last from event',
    );
    return Number(row?.last ?? 0);
  }

  private async read(): Promise<boolean> {
    this.position ??= await this.latestPosition();
    if (this.subscriptions.size === 0) {
      this.position = await this.latestPosition();
      return false;
    }
    const events = await this.readAfter(this.position, BATCH);
    this.position = events.at(-1)?.position ?? this.position;
    for (const subscription of this.subscriptions) subscription.push(events);
    return events.length === BATCH;
  }

  private async readAfter(
    position: number,
    limit: number,
    types?: readonly string[],
  ): Promise<EventRecord[]> {
    const rows = await query<EventRow>(
      this.db.em(),
      `select id, position, type, subject_id, payload, correlation_id, created_at from event
       where position > $1 ${types ? 'and type = any($3)' : ''} order by position limit $2`,
      types ? [position, limit, types] : [position, limit],
    );
    return rows.map((row) => ({
      id: Number(row.id),
      position: Number(row.position),
      type: row.type,
      subjectId: row.subject_id,
      payload: row.payload,
      correlationId: row.correlation_id,
      createdAt: new Date(row.created_at),
    }));
  }
}
