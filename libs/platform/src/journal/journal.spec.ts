import { Logger } from '@nestjs/common';
import { correlationId, runWithCorrelation } from '../context/correlation';
import { registry } from '../observability/metrics';
import { eventually } from '../testing/eventually';
import { Journal, JournalStore, type JournalEntry } from './journal';

class Shelf extends JournalStore {
  entries: JournalEntry[] = [];
  isAway = false;
  writes = 0;
  write = async (entries: JournalEntry[]): Promise<void> => {
    this.writes += 1;
    if (this.isAway) throw new Error('away');
    this.entries.push(...entries);
  };
  prune = async (): Promise<void> => undefined;
  close = async (): Promise<void> => undefined;
}

const entry = (n: number): JournalEntry => ({ kind: 'webhook', at: new Date(), data: n });
const droppedSoFar = async () => {
  const metric = await registry.getSingleMetric('datacare_journal_dropped_total')!.get();
  return metric.values[0]?.value ?? 0;
};

describe('the journal', () => {
  let shelf: Shelf;
  let journal: Journal;
  let lines: [string | undefined, string][];
  beforeEach(() => {
    lines = [];
    const log = (message: string) => void lines.push([correlationId(), message]);
    Logger.overrideLogger({ log, warn: () => undefined, error: () => undefined });
    shelf = new Shelf();
    journal = new Journal(shelf);
    journal.onApplicationBootstrap();
  });
  afterEach(async () => {
    await journal.beforeApplicationShutdown();
    Logger.overrideLogger(new Logger());
  });

  it('writes in batches what nobody waited for, each with the id of its origin', async () => {
    runWithCorrelation('one', () => journal.append(entry(1)));
    journal.append({ ...entry(2), correlationId: 'two', subjectId: 'conversation' });
    expect(shelf.entries).toEqual([]);
    await eventually(() => expect(shelf.entries).toHaveLength(2));
    expect(shelf.writes).toBe(1);
    expect(shelf.entries.map((written) => written.correlationId)).toEqual(['one', 'two']);
  });

  it('leaves a line with the same id in the log', () => {
    runWithCorrelation('one', () => journal.append(entry(1)));
    journal.append({ ...entry(2), correlationId: 'two', subjectId: 'a-message' });
    expect(lines).toEqual([
      ['one', 'webhook'],
      ['two', 'webhook a-message'],
    ]);
  });

  it('keeps twenty thousand entries while its store is away from the start, counts what it drops, and goes on (F19)', async () => {
    shelf.isAway = true;
    const before = await droppedSoFar();
    for (let n = 0; n < 20_100; n++) journal.append(entry(n));
    expect((await droppedSoFar()) - before).toBe(100);
    await eventually(() => expect(shelf.writes).toBeGreaterThan(0));
    shelf.isAway = false;
    await eventually(() => expect(shelf.entries).toHaveLength(20_000));
    expect([shelf.entries[0]!.data, shelf.entries.at(-1)!.data]).toEqual([100, 20_099]);
    expect((await droppedSoFar()) - before).toBe(100);
  });

  it('ends though its store does not answer', async () => {
    shelf.write = () => new Promise(() => undefined);
    journal.append(entry(1));
    await journal.beforeApplicationShutdown();
  });
});
