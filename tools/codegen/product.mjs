// The api, built, migrated and running on a database of its own, for what can only be read from the running product.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../start/build.mjs';
import { demoEnvironment } from '../start/environment.mjs';
import { migrate } from '../start/migrate.mjs';
import { freePort } from '../start/ports.mjs';
import { dropDatabases, ensureDatabase } from '../start/postgres.mjs';
import { answers, supervise } from '../start/processes.mjs';
import { inRoot, root } from '../start/root.mjs';
import { secretsFrom } from '../start/secrets.mjs';
import { startServices } from '../start/services.mjs';
import { onShutdown } from '../start/shutdown.mjs';

const dataFolder = inRoot('.data', 'codegen');
const logFolder = join(dataFolder, 'logs');

/** Runs `work({ env, closing })` on a migrated database; ends everything and drops the database after. */
export async function withMigratedDatabase(work) {
  process.chdir(root);
  mkdirSync(logFolder, { recursive: true });
  const closing = onShutdown();
  try {
    const name = `datacare_test_codegen_${process.pid}`;
    const services = await startServices({
      purpose: 'test',
      database: name,
      dataFolder,
      logFolder,
      env: process.env,
    });
    closing.add(services.stop);
    const database = new URL(services.databaseUrl);
    database.pathname = `/${name}`;
    await ensureDatabase(database.href);
    closing.add(() => dropDatabases(services.databaseUrl, (found) => found === name));
    const logFile = join(logFolder, 'build.log');
    await build({ projects: ['@datacare/api'], logFile, update: () => {}, closing });
    const env = demoEnvironment({
      env: { ...process.env, PORT: String(await freePort(3200)) },
      services: { ...services, databaseUrl: database.href },
      secrets: secretsFrom(join(dataFolder, 'secrets.json')),
      folders: {},
    });
    delete env.CONSOLE_DIR;
    delete env.MEDIA_DIR;
    await migrate({ env, logFile: join(logFolder, 'migrate.log'), seed: false });
    return await work({ env, closing });
  } finally {
    await closing.run();
  }
}

/** Runs `work(url)` with the api running; its address is `http://127.0.0.1:<port>`. */
export const withApi = (work) =>
  withMigratedDatabase(async ({ env, closing }) => {
    const url = `http://127.0.0.1:${env.PORT}`;
    const api = supervise({
      name: 'api',
      program: process.execPath,
      args: ['--enable-source-maps', inRoot('apps', 'api', 'dist', 'main.js')],
      env,
      logFile: join(logFolder, 'api.log'),
      isReady: () => answers(`${url}/health/ready`),
    });
    closing.add(() => api.stop());
    await api.ready();
    return work(url);
  });
