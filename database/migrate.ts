import type { Config } from '@datacare/platform';
import { MikroORM } from '@mikro-orm/postgresql';
import { migrationOptions } from './mikro-orm.config';

/** Any number: what matters is that every process that migrates asks for the same lock. */
const MIGRATION_LOCK = 7_412_001;

/**
 * Brings the database to the newest schema, creating it if it does not exist; returns the names of the
 * migrations that ran. Processes that start at once wait for each other, so each migration runs once.
 */
export async function migrate(config: Pick<Config, 'databaseUrl'>): Promise<string[]> {
  const orm = await MikroORM.init(migrationOptions({ ...config, databasePool: 4 }));
  try {
    await orm.schema.ensureDatabase();
    return await orm.em.fork().transactional(async (em) => {
      await em.execute(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
      const ran = await orm.migrator.up();
      return ran.map(({ name }) => name);
    });
  } finally {
    await orm.close();
  }
}
