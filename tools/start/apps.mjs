// What runs: which programs, and how one sees that they are ready.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isListening } from './ports.mjs';
import { answers, supervise } from './processes.mjs';
import { inRoot, root } from './root.mjs';

const bin = (name) => inRoot('node_modules', '.bin', name);

/** The Node programs of the workspace, built into `dist/main.js`. */
export const nodeApps = ['simulator', 'api', 'worker'];

const readiness = (ports) => ({
  api: () => answers(`http://127.0.0.1:${ports.api}/health/ready`),
  worker: () => answers(`http://127.0.0.1:${ports.worker}/health/ready`),
  simulator: () => isListening(ports.simulator),
});

/** Starts the built apps, each under supervision; with `watch` they start anew when their bundle changes. */
export function startApps({ env, ports, logFolder, watch }) {
  const isReady = readiness(ports);
  return nodeApps.map((name) =>
    supervise({
      name,
      program: process.execPath,
      args: [
        ...(watch ? ['--watch', '--watch-preserve-output'] : []),
        '--enable-source-maps',
        join('apps', name, 'dist', 'main.js'),
      ],
      env,
      logFile: join(logFolder, `${name}.log`),
      isReady: isReady[name],
    }),
  );
}

/** The console's proxy settings with the api's real port, as a path from the root. */
function proxyTo(port, folder) {
  const settings = readFileSync(inRoot('apps', 'console', 'proxy.conf.json'), 'utf8');
  const file = join(folder, 'proxy.conf.json');
  writeFileSync(file, settings.replace(/(127\.0\.0\.1|localhost):3000/g, `127.0.0.1:${port}`));
  return relative(root, file);
}

/** Starts what rebuilds on change: the bundles, the generated code and the console's development server. */
export function startWatchers({ env, ports, logFolder }) {
  const quiet = { env, isReady: async () => true };
  const bundles = nodeApps.map((name) =>
    supervise({
      ...quiet,
      name: `${name} bundle`,
      program: bin('rolldown'),
      args: ['-c', 'rolldown.config.mjs', '--watch'],
      cwd: inRoot('apps', name),
      logFile: join(logFolder, `${name}-bundle.log`),
    }),
  );
  const generator = supervise({
    ...quiet,
    name: 'code generation',
    program: process.execPath,
    args: [inRoot('tools', 'codegen', 'watch.mjs')],
    logFile: join(logFolder, 'codegen.log'),
  });
  const server = supervise({
    // The development server would take PORT, the api's, for its own.
    env: { ...env, PORT: String(ports.console), NX_DAEMON: 'false' },
    name: 'console',
    program: bin('nx'),
    args: ['run', '@datacare/console:serve', '--proxyConfig', proxyTo(ports.api, logFolder)],
    logFile: join(logFolder, 'console.log'),
    isReady: () => isListening(ports.console),
    limitMs: 180_000,
  });
  return [...bundles, generator, server];
}
