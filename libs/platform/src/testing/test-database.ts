import { randomUUID } from 'node:crypto';
import type { EntityClass, MikroORM } from '@mikro-orm/postgresql';
import { Database } from '../database/database';
import { connect } from '../database/orm';
import { testConfig } from './test-config';

export interface TestDatabase {
  url: string;
  orm: MikroORM;
  db: Database;
  /** Closes the connections and removes the database. */
  drop(): Promise<void>;
}

/** An empty database of its own with the tables of these entities. */
export async function testDatabase(entities: EntityClass<unknown>[]): Promise<TestDatabase> {
  const server = new URL(testConfig().databaseUrl);
  server.pathname = `/datacare_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  const url = server.toString();
  const orm = await connect({ databaseUrl: url, databasePool: 8 }, entities);
  await orm.schema.ensureDatabase();
  await orm.schema.create();
  return {
    url,
    orm,
    db: new Database(orm),
    drop: async () => {
      await orm.close();
      const admin = await connect(
        { databaseUrl: testConfig().databaseUrl, databasePool: 2 },
        entities,
      );
      await admin.em
        .fork()
        .execute(`drop database if exists "${server.pathname.slice(1)}" with (force)`);
      await admin.close();
    },
  };
}
