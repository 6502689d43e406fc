// Runs the built images as production would, one-shot migration first, and asks whether they are well.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoEnvironment } from '../start/environment.mjs';
import { freePort } from '../start/ports.mjs';
import { inRoot, Problem } from '../start/root.mjs';

const limitMs = 60_000;

/** What a container gets and nothing else: the caller's environment stays outside. */
function containerEnvironment({ ports, services, secrets }) {
  const env = demoEnvironment({
    env: {
      PORT: String(ports.api),
      WORKER_PORT: String(ports.worker),
      SIMULATOR_PORT: String(ports.simulator),
      HOST: '127.0.0.1',
    },
    services,
    secrets,
    folders: { media: '/var/lib/datacare/media' },
  });
  // The images say themselves that this is production.
  delete env.NODE_ENV;
  return Object.entries(env).filter(([, value]) => value !== undefined);
}

async function until(question, what, logs) {
  const deadline = Date.now() + limitMs;
  let last;
  while (Date.now() < deadline) {
    last = await question().catch((error) => error.message);
    if (last === true) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Problem(`${what} (${last}). Its log:\n${await logs()}`);
}

const isWell = (url) => async () => {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  return response.ok || `${response.status} ${(await response.text()).slice(0, 300)}`;
};

/** The console's configuration with this run's ports: on the machine's own network they cannot be the fixed ones. */
function nginxConfiguration(folder, ports) {
  const text = readFileSync(inRoot('docker', 'nginx.conf'), 'utf8')
    .replace('server api:3000;', `server 127.0.0.1:${ports.api};`)
    .replace('listen 8080;', `listen 127.0.0.1:${ports.console};`);
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, text, { mode: 0o644 });
  return file;
}

/** Resolves to a row per container: what was asked and what it said. Stops all containers in any case. */
export async function smokeTest({ docker, services, secrets, update }) {
  const ports = {
    api: await freePort(3300),
    worker: await freePort(3301),
    simulator: await freePort(3390),
    console: await freePort(3380),
  };
  const folder = mkdtempSync(join(tmpdir(), 'datacare-smoke-'));
  const names = [];
  const environment = containerEnvironment({ ports, services, secrets }).flatMap((pair) => [
    '--env',
    pair.join('='),
  ]);
  const run = async (app, args = [], command = [], detached = true) => {
    const name = `datacare-smoke-${process.pid}-${app}`;
    names.push(name);
    const image = app === 'migrate' ? 'datacare-api' : `datacare-${app}`;
    const hardening = ['--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL'];
    const { code, output } = await docker([
      ...['run', ...(detached ? ['--detach'] : []), '--name', name, '--network', 'host'],
      ...[...hardening, '--security-opt', 'no-new-privileges', ...args, image, ...command],
    ]);
    if (code !== 0) throw new Problem(`The ${app} container failed:\n${output.slice(-3_000)}`);
    return { name, logs: async () => (await docker(['logs', '--tail', '30', name])).output };
  };
  const user = async (name) => {
    const { output } = await docker(['inspect', '--format', '{{.Config.User}}', name]);
    return output.trim();
  };
  try {
    update('migrating');
    const program = ['node', '--enable-source-maps', 'apps/api/dist/migrate.js'];
    await run('migrate', environment, program, false);
    const media = ['--tmpfs', '/var/lib/datacare/media:mode=1777'];
    const checks = {
      simulator: [environment, `http://127.0.0.1:${ports.simulator}/phone`],
      api: [[...environment, ...media], `http://127.0.0.1:${ports.api}/health/ready`],
      worker: [[...environment, ...media], `http://127.0.0.1:${ports.worker}/health/ready`],
      console: [
        ['--volume', `${nginxConfiguration(folder, ports)}:/etc/nginx/nginx.conf:ro`],
        `http://127.0.0.1:${ports.console}/`,
      ],
    };
    const rows = [];
    for (const [app, [args, url]] of Object.entries(checks)) {
      update(app);
      const container = await run(app, args);
      await until(isWell(url), `The ${app} container is not well`, container.logs);
      rows.push([app, url, '200', `as ${await user(container.name)}`]);
    }
    const proxied = `http://127.0.0.1:${ports.console}/health/ready`;
    await until(isWell(proxied), 'nginx does not reach the api', async () => '');
    rows.push(['console → api', proxied, '200', '']);
    return rows;
  } finally {
    update('stopping the containers');
    if (names.length) await docker(['rm', '--force', '--volumes', ...names]);
    rmSync(folder, { recursive: true, force: true });
  }
}
