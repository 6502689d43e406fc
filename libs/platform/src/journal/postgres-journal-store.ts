import type { Database } from '../database/database';
import { query } from '../database/query';
import { JournalStore, type JournalEntry } from './journal';

/** Keeps the journal in a table of its own. */
export class PostgresJournalStore extends JournalStore {
  constructor(private readonly db: Database) {
    super();
  }

  async write(entries: JournalEntry[]): Promise<void> {
    await query(
      this.db.em(),
      `insert into journal (kind, at, subject_id, correlation_id, data)
       select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[])`,
      [
        entries.map(({ kind }) => kind),
        entries.map(({ at }) => at),
        entries.map(({ subjectId }) => subjectId ?? null),
        entries.map((entry) => entry.correlationId ?? null),
        entries.map(({ data }) => JSON.stringify(data)),
      ],
    );
  }

  async prune(before: Date): Promise<void> {
    await query(this.db.em(), 'delete from journal where at < $1', [before]);
  }

  async close(): Promise<void> {}
}
