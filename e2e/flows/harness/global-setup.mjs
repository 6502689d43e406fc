// Migrates and seeds one database; every stack begins as a copy of it, which takes a fraction of a second.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
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
  // The process is in the name: what a killed run left behind is known by it.
  template.pathname = `/datacare_flow_${process.pid}`;
  await forgetTheDead(server);
  const folder = folderOfThisRun();
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

/** Logs stay until the next run, so that they can be read. */
function folderOfThisRun() {
  const all = inRoot('.data', 'flows');
  mkdirSync(all, { recursive: true });
  for (const name of readdirSync(all))
    if (!isAlive(Number(name))) rmSync(join(all, name), { recursive: true, force: true });
  mkdirSync(join(all, String(process.pid)));
  return join(all, String(process.pid));
}

/** Drops the databases of runs on this machine that ended without cleaning up. */
async function forgetTheDead(server) {
  if (!['127.0.0.1', 'localhost'].includes(new URL(server).hostname)) return;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  const { rows } = await client.query(
    "select datname from pg_database where datname ~ '^datacare_flow_[0-9]+'",
  );
  for (const { datname } of rows)
    if (!isAlive(Number(datname.split('_')[2])))
      await client.query(`drop database if exists "${datname}" with (force)`);
  await client.end();
}

function isAlive(pid) {
  if (!pid || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
