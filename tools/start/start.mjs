// npm start: everything DataCare needs, from a clean clone to a running demo. `--watch` (npm run dev) rebuilds on change.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApps, startWatchers } from './apps.mjs';
import { build } from './build.mjs';
import { demoEnvironment, portsOf } from './environment.mjs';
import { migrate } from './migrate.mjs';
import { takenPorts } from './ports.mjs';
import { say, seconds, step } from './progress.mjs';
import { fail, inRoot, Problem, root } from './root.mjs';
import { claimRun } from './runs.mjs';
import { onPackagedNode } from './runtime.mjs';
import { secretsFrom } from './secrets.mjs';
import { startServices } from './services.mjs';
import { onShutdown } from './shutdown.mjs';
import { loginRows, renderTable } from './table.mjs';

const watch = process.argv.includes('--watch');
const dataFolder = inRoot('.data');
const logFolder = join(dataFolder, 'logs');

async function refuseTakenPorts(ports) {
  const { console: consolePort, ...needed } = ports;
  const problems = await takenPorts(watch ? { ...needed, console: consolePort } : needed);
  if (!problems.length) return;
  const variables = 'PORT, WORKER_PORT, SIMULATOR_PORT and CONSOLE_PORT';
  throw new Problem(
    `${problems.join('\n  ')}\n  Stop it, or choose other ports with ${variables}.`,
  );
}

/** Services, bundles, schema and demo data, then the processes. */
async function start(closing) {
  const begun = Date.now();
  mkdirSync(logFolder, { recursive: true });
  const run = claimRun(join(dataFolder, 'run.json'));
  closing.add(async () => run.release());
  const ports = portsOf(process.env);
  await refuseTakenPorts(ports);

  const projects = ['api', 'worker', 'simulator', ...(watch ? [] : ['console'])];
  const services = await startServices({
    purpose: 'start',
    database: 'datacare',
    dataFolder,
    logFolder,
    env: process.env,
  });
  closing.add(services.stop);
  await step('Building', (update) =>
    build({
      projects: projects.map((name) => `@datacare/${name}`),
      logFile: join(logFolder, 'build.log'),
      update,
      closing,
    }),
  );

  const env = demoEnvironment({
    env: process.env,
    services,
    secrets: secretsFrom(join(dataFolder, 'secrets.json')),
    folders: {
      media: join(dataFolder, 'media'),
      console: inRoot('apps', 'console', 'dist', 'browser'),
    },
  });
  const logins = await step('Migrating and seeding', () =>
    migrate({ env, logFile: join(logFolder, 'migrate.log') }),
  );
  const running = startApps({ env, ports, logFolder, watch });
  if (watch) running.push(...startWatchers({ env, ports, logFolder }));
  closing.add(() => Promise.all(running.map((app) => app.stop())));
  await Promise.all(running.map((app) => step(`Starting the ${app.name}`, () => app.ready())));
  return { ports, services, logins, begun };
}

function report({ ports, services, logins, begun }) {
  const home = `http://localhost:${watch ? ports.console : ports.api}`;
  const addresses = [
    ['Console', home, ''],
    ['API', `http://localhost:${ports.api}/graphql`, 'GraphQL over HTTP and WebSocket'],
    ['Health', `http://localhost:${ports.api}/health/ready`, 'metrics: /metrics'],
    ['Simulator', `http://localhost:${ports.simulator}/phone`, 'write as a customer'],
    ...services.rows,
    ['Logs', logFolder, 'one file per process'],
  ];
  say('');
  say(renderTable(`DataCare runs (ready after ${seconds(Date.now() - begun)})`, addresses));
  if (logins.length) {
    say('');
    say(renderTable('Log in as', loginRows(logins)));
  }
  say('\nCtrl-C stops all of it.');
}

async function main() {
  if (!(await onPackagedNode(fileURLToPath(import.meta.url)))) return;
  process.chdir(root);
  const closing = onShutdown();
  try {
    report(await start(closing));
  } catch (error) {
    if (closing.signalled) return;
    await closing.run();
    fail(error);
    process.exit();
  }
}

main().catch(fail);
