import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import {
  startFakeCloudApi,
  type FakeCloudApi,
  type FakeCloudApiOptions,
} from '@datacare/cloud-api/testing';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { AppProcess, exitOf, freePort, programOf, startProgram } from './app-process';
import { baseEnvironment, channelToken, emptyInbox, line } from './environment.mjs';
import { logIn, type GraphqlClient } from './graphql-client';
import { askRedis } from './redis-server';
import { TcpProxy } from './tcp-proxy';

export type Role = 'admin' | 'manager' | 'agent' | 'marketer';

export interface StackOptions {
  apis?: number;
  workers?: number;
  /** Messages per second of the number, at the fake and in the channel; 1,000 by default. */
  perSecond?: number;
  /** Overrides of every process's environment. */
  env?: Record<string, string>;
  /** A proxy between the apps and WhatsApp, or between the api and the database. */
  graphProxy?: boolean;
  databaseProxy?: boolean;
  fake?: Partial<FakeCloudApiOptions>;
  /** A Postgres of the test's own; without, the shared server in a database of its own. */
  server?: { url(database: string): string };
  redisUrl?: string;
}

/** The whole product in processes of its own, on databases of its own, with a fake WhatsApp. */
export interface Stack {
  /** Where the API answers; with several, whatever one answers. */
  readonly url: string;
  readonly fake: FakeCloudApi;
  readonly apis: AppProcess[];
  readonly workers: AppProcess[];
  readonly channelId: string;
  readonly graphProxy?: TcpProxy;
  /** Between the api and the database; workers have their own way. */
  readonly databaseProxy?: TcpProxy;
  /** Logs of the processes, and whatever a test wants to keep. */
  readonly folder: string;
  readonly databaseUrl: string;
  rows<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** The number in the first column of the first row. */
  count(sql: string, parameters?: readonly unknown[]): Promise<number>;
  login(role: Role, nth?: number): Promise<GraphqlClient>;
  emails(role: Role): string[];
  stop(): Promise<void>;
}

interface Login {
  role: Role;
  email: string;
  password: string;
}

const setting = (name: string) => {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is missing: run the flows with their own Jest configuration`);
  return value;
};

async function copyOfTemplate(name: string): Promise<string> {
  const server = new URL(setting('FLOW_SERVER'));
  const admin = new pg.Client({ connectionString: server.href });
  await admin.connect();
  await admin.query(`create database "${name}" template "${setting('FLOW_TEMPLATE')}"`);
  await admin.end();
  server.pathname = `/${name}`;
  return server.href;
}

async function dropDatabase(name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: setting('FLOW_SERVER') });
  await admin.connect();
  await admin.query(`drop database if exists "${name}" with (force)`);
  await admin.end();
}

async function migrate(env: Record<string, string>, logFile: string): Promise<void> {
  const program = startProgram(process.execPath, [programOf('api', 'migrate.js'), '--seed'], {
    logFile,
    env: { PATH: process.env['PATH'], ...env },
  });
  if ((await exitOf(program)) !== 0) throw new Error(`The migration failed; see ${logFile}`);
}

/** Starts everything; what has been started is stopped again when something fails. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const closing: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close().catch(() => undefined);
  };
  try {
    return { ...(await assemble(options, closing)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble(
  { apis = 1, workers = 1, perSecond = 1_000, ...options }: StackOptions,
  closing: (() => Promise<unknown>)[],
): Promise<Omit<Stack, 'stop'>> {
  const folder = mkdtempSync(join(setting('FLOW_FOLDER'), 'stack-'));
  mkdirSync(join(folder, 'media'));
  const name = `${setting('FLOW_TEMPLATE')}_${randomUUID().slice(0, 8)}`;
  const databaseUrl = options.server?.url(name) ?? (await copyOfTemplate(name));
  if (!options.server) closing.push(() => dropDatabase(name));
  const redisUrl = options.redisUrl ?? setting('FLOW_REDIS_URL');
  const redisPrefix = `flow-${name.slice(-8)}`;
  closing.push(() => forgetKeys(redisUrl, redisPrefix));

  const apiPorts = await Promise.all(Array.from({ length: apis }, freePort));
  const workerPorts = await Promise.all(Array.from({ length: workers }, freePort));
  let port = apiPorts[0]!;
  if (apis > 1) {
    const balancer = await TcpProxy.start(
      ...apiPorts.map((one) => ({ host: '127.0.0.1', port: one })),
    );
    closing.push(() => balancer.close());
    port = balancer.port;
  }
  const url = `http://127.0.0.1:${port}`;
  const fake = await startFakeCloudApi({
    appSecret: baseEnvironment['WHATSAPP_APP_SECRET']!,
    accessToken: channelToken,
    webhookUrl: `${url}/webhooks/whatsapp`,
    wabaId: line.wabaId,
    numbers: [{ ...line, tier: 'UNLIMITED', throughput: perSecond }],
    ...options.fake,
    enforce: { window: false, ...options.fake?.enforce },
    webhooks: { retryMs: 200, retryCapMs: 1_000, ...options.fake?.webhooks },
  });
  closing.push(() => fake.close());

  const env = {
    ...baseEnvironment,
    PUBLIC_URL: url,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    REDIS_PREFIX: redisPrefix,
    WHATSAPP_GRAPH_URL: fake.url,
    MEDIA_DIR: join(folder, 'media'),
  };
  if (options.server) await migrate(env, join(folder, 'migrate.log'));
  const proxyTo = async (address: string) => {
    const target = new URL(address);
    const proxy = await TcpProxy.start({
      host: target.hostname,
      port: Number(target.port || 5432),
    });
    closing.push(() => proxy.close());
    target.hostname = '127.0.0.1';
    target.port = String(proxy.port);
    return { proxy, url: target.href };
  };
  const graph = options.graphProxy ? await proxyTo(fake.url) : undefined;
  const database = options.databaseProxy ? await proxyTo(databaseUrl) : undefined;
  const overrides = {
    ...(graph ? { WHATSAPP_GRAPH_URL: graph.url } : {}),
    ...options.env,
  };

  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  pool.on('error', () => undefined);
  closing.push(() => pool.end());
  const rows = async <Row>(sql: string, parameters: readonly unknown[] = []) =>
    (await pool.query(sql, [...parameters])).rows as Row[];
  if (options.server) await rows(emptyInbox);
  const [channel] = await rows<{ id: string }>(
    'update channel set messages_per_second = $1 returning id',
    [perSecond],
  );

  const make = (app: 'api' | 'worker', ports: number[], nameOfPort: string) =>
    ports.map(
      (one, index) =>
        new AppProcess(app, one, join(folder, `${app}-${index + 1}.log`), {
          ...env,
          ...overrides,
          ...(database && app === 'api' ? { DATABASE_URL: database.url } : {}),
          [nameOfPort]: String(one),
        }),
    );
  const processes = {
    apis: make('api', apiPorts, 'PORT'),
    workers: make('worker', workerPorts, 'WORKER_PORT'),
  };
  const all = [...processes.apis, ...processes.workers];
  closing.push(() => Promise.all(all.map((one) => one.dispose())));
  await Promise.all(all.map((one) => one.start()));

  const logins = JSON.parse(setting('FLOW_LOGINS')) as Login[];
  const ofRole = (role: Role) => logins.filter((one) => one.role === role);
  return {
    url,
    fake,
    ...processes,
    channelId: channel!.id,
    ...(graph ? { graphProxy: graph.proxy } : {}),
    ...(database ? { databaseProxy: database.proxy } : {}),
    folder,
    databaseUrl,
    rows,
    count: async (sql, parameters) => {
      const [row] = await rows<Record<string, unknown>>(sql, parameters);
      return Number(Object.values(row ?? {})[0]);
    },
    emails: (role) => ofRole(role).map(({ email }) => email),
    login: (role, nth = 0) => logIn(url, ofRole(role)[nth]!),
  };
}

/** Removes what the stack left in a Redis that others use too. */
async function forgetKeys(url: string, prefix: string): Promise<void> {
  const answer = await askRedis(url, `KEYS *${prefix}*`);
  const keys = answer.split('\r\n').filter((row) => row.includes(prefix));
  if (keys.length > 0) await askRedis(url, ...keys.map((key) => `DEL ${key}`));
}
