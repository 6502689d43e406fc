import { jest } from '@jest/globals';
import { z } from 'zod';
import { query } from '../database/query';
import { testDatabase, type TestDatabase } from '../testing/test-database';
import { LiveFeed } from '../live/live-feed';
import { defineEvent, type EventRecord } from './define-event';
import { Event, EventFailure } from './event.entity';
import { HANDLED_EVENTS, type EventHandler } from './event-handler';
import { EventRelay } from './event-relay';
import { Events } from './events';

const ThingHappened = defineEvent('test.thing_happened', z.object({ n: z.number() }));

/** A handler that writes each payload to a table, and trips over the numbers it is told to. */
class Recorder implements EventHandler {
  readonly name = 'test.recorder';
  trips = new Set<number>();
  batches: number[] = [];
  async handle(em: Parameters<EventHandler['handle']>[0], events: EventRecord[]): Promise<void> {
    this.batches.push(events.length);
    for (const { payload } of events) {
      await query(em, 'insert into effect (n) values ($1)', [payload['n']]);
      if (this.trips.has(payload['n'] as number))
        throw new Error(`tripped over ${String(payload['n'])}`);
    }
  }
}
Reflect.defineMetadata(HANDLED_EVENTS, [ThingHappened.type], Recorder);

let database: TestDatabase;
let events: Events;
let recorder: Recorder;
let relay: EventRelay;
const jobs = { ring: () => undefined, listen: () => undefined };
const hints = { publish: () => undefined, listen: () => undefined };

const makeRelay = (handler: EventHandler): EventRelay => {
  const discovery = { getProviders: () => [{ instance: handler, metatype: Recorder }] };
  const made = new EventRelay(database.db, discovery as never, jobs as never, hints as never);
  jest.spyOn(made['loop'], 'start').mockReturnValue();
  made.onApplicationBootstrap();
  return made;
};
const record = (...numbers: number[]) =>
  database.db.transaction((em) =>
    events.record(em, ...numbers.map((n) => ThingHappened.of({ n }))),
  );
const effects = async () =>
  (await query<{ n: number }>(database.db.em(), 'select n from effect order by n')).map(
    ({ n }) => n,
  );
const drain = async (of = relay) => {
  while (await of.relay());
};

beforeAll(async () => {
  database = await testDatabase([Event, EventFailure]);
  await query(database.db.em(), 'create table effect (n int)');
});
afterAll(() => database.drop());
beforeEach(async () => {
  await query(database.db.em(), 'truncate effect, event, event_failure restart identity');
  events = new Events(jobs as never);
  recorder = new Recorder();
  relay = makeRelay(recorder);
});

describe('the relay', () => {
  it('hands over only what was committed', async () => {
    const undone = database.db.transaction(async (em) => {
      await events.record(em, ThingHappened.of({ n: 1 }));
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    await record(2);
    await drain();
    expect(await effects()).toEqual([2]);
  });

  it('gives positions without gaps, in batches', async () => {
    await record(...Array.from({ length: 1_201 }, (_, n) => n));
    await drain();
    const [row] = await query(
      database.db.em(),
      'select count(*)::int as n, min(position)::int as first, max(position)::int as last from event',
    );
    expect(row).toEqual({ n: 1_201, first: 1, last: 1_201 });
    expect(recorder.batches).toEqual([500, 500, 201]);
  });

  it('has each effect once when two relays work at the same time', async () => {
    const other = makeRelay(recorder);
    await record(...Array.from({ length: 900 }, (_, n) => n));
    await Promise.all([drain(), drain(other)]);
    expect(await effects()).toHaveLength(900);
  });

  it('undoes the effect of an event that fails and goes on with the others', async () => {
    recorder.trips.add(2);
    await record(1, 2, 3);
    await drain();
    expect(await effects()).toEqual([1, 3]);
    const [failure] = await query(
      database.db.em(),
      'select handler, attempts, error, dead_at from event_failure',
    );
    expect(failure).toEqual({
      handler: 'test.recorder',
      attempts: 1,
      error: 'Error: tripped over 2',
      dead_at: null,
    });
  });

  it('tries a failed event again later', async () => {
    recorder.trips.add(2);
    await record(1, 2);
    await drain();
    recorder.trips.clear();
    await query(database.db.em(), 'update event_failure set next_attempt_at = now()');
    await relay['retryFailures']();
    expect(await effects()).toEqual([1, 2]);
    expect(await query(database.db.em(), 'select 1 from event_failure')).toEqual([]);
  });

  it('parks an event after five failures', async () => {
    recorder.trips.add(1);
    await record(1);
    await drain();
    for (let attempt = 2; attempt <= 7; attempt++) {
      await query(database.db.em(), 'update event_failure set next_attempt_at = now()');
      await relay['retryFailures']();
    }
    const [failure] = await query(
      database.db.em(),
      'select attempts, dead_at is not null as dead from event_failure',
    );
    expect(failure).toEqual({ attempts: 5, dead: true });
  });
});

describe('the live feed', () => {
  const feedFor = () => {
    const feed = new LiveFeed(database.db, hints as never);
    feed.onApplicationBootstrap();
    return feed;
  };
  const take = async (subscription: AsyncIterableIterator<EventRecord>, count: number) => {
    const taken: number[] = [];
    while (taken.length < count)
      taken.push((await subscription.next()).value!.payload['n'] as number);
    return taken;
  };

  it('gives a reader first what it missed and then what comes, without gap or repeat', async () => {
    const feed = feedFor();
    await record(1, 2, 3);
    await drain();
    const subscription = feed.subscribe([ThingHappened.type], 1);
    await record(4);
    await drain();
    feed['loop'].wake();
    expect(await take(subscription, 3)).toEqual([2, 3, 4]);
    await record(5);
    await drain();
    feed['loop'].wake();
    expect(await take(subscription, 1)).toEqual([5]);
    await feed.beforeApplicationShutdown();
    expect((await subscription.next()).done).toBe(true);
  });

  it('keeps up with news that comes while a long absence is read', async () => {
    const feed = feedFor();
    await record(...Array.from({ length: 3_000 }, (_, n) => n + 1));
    await drain();
    const subscription = feed.subscribe([ThingHappened.type], 0);
    const reading = take(subscription, 3_400);
    for (let n = 3_001; n <= 3_400; n += 100) {
      await record(...Array.from({ length: 100 }, (_, index) => n + index));
      await drain();
      feed['loop'].wake();
    }
    expect(await reading).toEqual(Array.from({ length: 3_400 }, (_, n) => n + 1));
    await feed.beforeApplicationShutdown();
  });

  it('tells a reader to start anew when what it missed is no longer kept', async () => {
    const feed = feedFor();
    await record(1, 2, 3);
    await drain();
    await query(database.db.em(), 'delete from event where position < 3');
    expect(await feed.since([ThingHappened.type], 1)).toMatchObject({
      isReset: true,
      latestPosition: 3,
    });
    await expect(feed.subscribe([ThingHappened.type], 1).next()).rejects.toThrow(
      'fetch everything anew',
    );
    expect(await feed.since([ThingHappened.type], 2)).toMatchObject({
      isReset: false,
      hasMore: false,
    });
    await feed.beforeApplicationShutdown();
  });
});
