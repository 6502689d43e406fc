// The browser journeys, on the whole product: built, seeded and running on free ports with a database of its own.
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { startApps } from '../start/apps.mjs';
import { build } from '../start/build.mjs';
import { demoEnvironment } from '../start/environment.mjs';
import { migrate } from '../start/migrate.mjs';
import { freePort } from '../start/ports.mjs';
import { ensureDatabase } from '../start/postgres.mjs';
import { inRoot } from '../start/root.mjs';
import { secretsFrom } from '../start/secrets.mjs';
import { findBrowser } from './browser.mjs';
import { runJest } from './jest.mjs';
import { oneCheck } from './results.mjs';

const apps = ['api', 'worker', 'simulator', 'console'];

async function startProduct(context, update) {
  const { logFolder, dataFolder, closing } = context;
  const services = await context.services();
  update('building');
  const logFile = join(logFolder, 'build.log');
  await build({ projects: apps.map((name) => `@datacare/${name}`), logFile, update, closing });
  const ports = {
    api: await freePort(3100),
    worker: await freePort(3101),
    simulator: await freePort(3190),
  };
  const database = new URL(services.databaseUrl);
  database.pathname += '_e2e';
  await ensureDatabase(database.href);
  const env = {
    ...demoEnvironment({
      env: {
        ...process.env,
        PORT: String(ports.api),
        WORKER_PORT: String(ports.worker),
        SIMULATOR_PORT: String(ports.simulator),
      },
      services: { ...services, databaseUrl: database.href },
      secrets: secretsFrom(join(dataFolder, 'secrets.json')),
      folders: {
        media: join(dataFolder, 'media'),
        console: inRoot('apps', 'console', 'dist', 'browser'),
      },
    }),
  };
  update('seeding');
  const logins = await migrate({ env, logFile: join(logFolder, 'e2e-migrate.log') });
  const running = startApps({ env, ports, logFolder, watch: false });
  const stop = () => Promise.all(running.map((app) => app.stop()));
  const forget = closing.add(stop);
  update('starting');
  await Promise.all(running.map((app) => app.ready()));
  const addresses = {
    E2E_URL: `http://localhost:${ports.api}`,
    E2E_SIMULATOR_URL: `http://localhost:${ports.simulator}`,
    E2E_LOGINS: JSON.stringify(logins),
  };
  return {
    env: { ...env, ...addresses },
    stop: async () => {
      forget();
      await stop();
    },
  };
}

export async function e2e(context, update) {
  const specs = globSync('*.spec.ts', { cwd: inRoot('e2e') });
  if (!specs.length || !existsSync(inRoot('e2e', 'jest.config.mjs'))) {
    return oneCheck('e2e', false, 'There is no journey in e2e/.');
  }
  const browser = await findBrowser(update);
  const product = await startProduct(context, update);
  try {
    return await runJest(context, 'e2e', update, {
      env: { ...product.env, E2E_CHROMIUM: browser },
      workers: 1,
    });
  } finally {
    await product.stop();
  }
}
