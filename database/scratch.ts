import { MikroORM } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import { migrationOptions } from './mikro-orm.config';

/** The server that the tools and tests of this folder may make databases on. */
const server = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** Runs `work` on an empty database of its own, which is dropped after. */
export async function onScratchDatabase<T>(
  work: (orm: MikroORM, databaseUrl: string) => Promise<T>,
): Promise<T> {
  const url = new URL(server);
  const name = `datacare_scratch_${randomUUID().slice(0, 8)}`;
  url.pathname = `/${name}`;
  const orm = await MikroORM.init(migrationOptions({ databaseUrl: url.href, databasePool: 4 }));
  try {
    await orm.schema.ensureDatabase();
    return await work(orm, url.href);
  } finally {
    await orm.schema.dropDatabase(name);
    await orm.close();
  }
}

/** The statements of a script, one each, without what only sets up the session. */
export function statements(sql: string): string[] {
  return sql
    .split(';\n')
    .map((statement) => statement.replace(/;$/, '').trim())
    .filter((statement) => statement && !/^set names/i.test(statement));
}
