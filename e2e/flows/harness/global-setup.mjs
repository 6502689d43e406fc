// Migrates and seeds one database; every stack begins as a copy of it, which takes a fraction of a second.
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../../tools/start/migrate.mjs';
import { inRoot } from '../../../tools/start/root.mjs';
import { baseEnvironment, emptyInbox } from './environment.mjs';

export default async function setup() {
  const server =
    process.env.TEST_DATABASE_URL ??
    process.env.DATABASE_URL ??
    'postgres://postgres@127.0.0.1:5432/postgres';
  const template = new URL(server);
  template.pathname = `/datacare_test_flow_${randomUUID().slice(0, 8)}`;
  const folder = inRoot('.data', 'flows');
  mkdirSync(folder, { recursive: true });
  const env = {
    ...process.env,
    ...baseEnvironment,
    DATABASE_URL: template.href,
    REDIS_URL: process.env.TEST_REDIS_URL ?? process.env.REDIS_URL ?? 'redis://127.0.0.1:6379/9',
  };
  const logins = await migrate({ env, logFile: join(folder, 'migrate.log') });
  const client = new pg.Client({ connectionString: template.href });
  await client.connect();
  await client.query(emptyInbox);
  await client.end();
  Object.assign(process.env, {
    FLOW_SERVER: server,
    FLOW_TEMPLATE: template.pathname.slice(1),
    FLOW_REDIS_URL: env.REDIS_URL,
    FLOW_FOLDER: folder,
    FLOW_LOGINS: JSON.stringify(logins),
  });
}
