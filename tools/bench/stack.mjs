// The product as it is deployed, on a database of its own, with the fake Cloud API beside it.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { dropDatabases } from '../start/postgres.mjs';
import { startServices } from '../start/services.mjs';
import { accessToken, appSecret, phoneNumberId, verifyToken, wabaId } from './settings.mjs';

const root = join(import.meta.dirname, '..', '..');
const cache = join(root, '.cache', 'bench');

export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts a Node program; `ready` is fetched until it answers. */
export async function startProgram(name, args, env, ready) {
  mkdirSync(cache, { recursive: true });
  const log = createWriteStream(join(cache, `${name}.log`));
  const child = spawn(process.execPath, ['--enable-source-maps', ...args], {
    env: { ...process.env, ...env },
    cwd: root,
  });
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async (signal = 'SIGTERM') => {
    child.kill(signal);
    await ended;
  };
  for (let tries = 0; ready; tries++) {
    if (child.exitCode !== null || tries > 600)
      throw new Error(`${name} did not start: see ${join(cache, `${name}.log`)}`);
    const isUp = await fetch(ready).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { child, stop };
}

/** Runs a Node program to its end and resolves to its output. */
export async function runProgram(name, args, env) {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, cwd: root });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (errors += chunk));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${errors.slice(-2_000)}`);
  return output;
}

/** The services and an empty database; `close` removes what was made. */
export async function startGround() {
  const database = `datacare_bench_${process.pid}`;
  mkdirSync(cache, { recursive: true });
  const services = await startServices({
    purpose: 'test',
    database,
    dataFolder: join(cache, 'data'),
    logFolder: cache,
    env: process.env,
  });
  const pool = new pg.Pool({ connectionString: services.databaseUrl, max: 4 });
  return {
    databaseUrl: services.databaseUrl,
    redisUrl: services.redisUrl,
    sql: async (text, values) => (await pool.query(text, values)).rows,
    close: async () => {
      await pool.end();
      await dropDatabases(services.databaseUrl, (name) => name === database);
      await services.stop();
    },
  };
}

/** Migrates and seeds the database, and starts what is asked for. */
export async function startStack(
  ground,
  { env = {}, fake = {}, withApi = true, withWorker = true } = {},
) {
  const [apiPort, workerPort, fakePort] = [await freePort(), await freePort(), await freePort()];
  const environment = {
    // The seed of a demo needs development; the processes run as they do in production.
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    HOST: '127.0.0.1',
    PORT: String(apiPort),
    WORKER_PORT: String(workerPort),
    PUBLIC_URL: `http://127.0.0.1:${apiPort}`,
    CONSOLE_DIR: join(root, 'apps/console/dist/browser'),
    DATABASE_URL: ground.databaseUrl,
    REDIS_URL: ground.redisUrl,
    REDIS_PREFIX: `bench-${process.pid}`,
    JWT_SECRET: 'a secret of the benchmark that is long enough',
    SECRETS_KEY: 'another secret of the benchmark, long enough too',
    WHATSAPP_GRAPH_URL: `http://127.0.0.1:${fakePort}`,
    WHATSAPP_APP_SECRET: appSecret,
    WHATSAPP_VERIFY_TOKEN: verifyToken,
    WHATSAPP_ACCESS_TOKEN: accessToken,
    WHATSAPP_BUSINESS_ACCOUNT_ID: wabaId,
    WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
    MEDIA_DIR: join(cache, 'media'),
    ...env,
  };
  const fakeOptions = {
    port: fakePort,
    appSecret,
    accessToken,
    wabaId,
    webhookUrl: `http://127.0.0.1:${apiPort}/webhooks/whatsapp`,
    ...fake,
  };
  const programs = [];
  const begin = async (...program) => {
    const started = await startProgram(...program);
    programs.push(started);
    return started;
  };
  await begin(
    'fake',
    [await bundledFake()],
    { FAKE_OPTIONS: JSON.stringify(fakeOptions) },
    `http://127.0.0.1:${fakePort}/control/state`,
  );
  const seeded = await runProgram('migrate', ['apps/api/dist/migrate.js', '--seed'], {
    ...environment,
    NODE_ENV: 'development',
  });
  const { logins } = JSON.parse(
    seeded
      .trim()
      .split('\n')
      .findLast((line) => line.startsWith('{"logins"')),
  );
  if (withApi)
    await begin(
      'api',
      ['apps/api/dist/main.js'],
      environment,
      `http://127.0.0.1:${apiPort}/health/live`,
    );
  const startWorker = () =>
    begin(
      'worker',
      ['apps/worker/dist/main.js'],
      environment,
      `http://127.0.0.1:${workerPort}/health/live`,
    );
  if (withWorker) await startWorker();
  return {
    url: `http://127.0.0.1:${apiPort}`,
    fakeUrl: `http://127.0.0.1:${fakePort}`,
    logins,
    startWorker,
    stop: async () => {
      await Promise.all(programs.reverse().map((program) => program.stop()));
    },
  };
}

let fakeFile;
/** The fake Cloud API as a program of its own, bundled once. */
async function bundledFake() {
  if (fakeFile) return fakeFile;
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: join(import.meta.dirname, 'fake-cloud-api.ts'),
    platform: 'node',
    external: /^node:|^zod|^undici/,
  });
  await bundle.write({ file: join(root, '.cache/bench/fake-cloud-api.mjs'), format: 'esm' });
  await bundle.close();
  fakeFile = join(root, '.cache/bench/fake-cloud-api.mjs');
  return fakeFile;
}

/** Repeats `look` until it resolves to true; throws after `seconds`. Resolves to the milliseconds waited. */
export async function until(look, seconds, what) {
  const start = performance.now();
  while (!(await look())) {
    if (performance.now() - start > seconds * 1000)
      throw new Error(`${what} did not happen within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return performance.now() - start;
}
