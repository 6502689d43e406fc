// What runs: which programs, and how one sees that they are ready.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isListening } from './ports.mjs';
import { answers, supervise } from './processes.mjs';
import { inRoot } from './root.mjs';

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
  const codegen = inRoot('tools', 'codegen', 'codegen.mjs');
  const generators = existsSync(codegen)
    ? [
        supervise({
          ...quiet,
          name: 'code generation',
          program: process.execPath,
          args: [codegen, '--watch'],
          logFile: join(logFolder, 'codegen.log'),
        }),
      ]
    : [];
  const server = supervise({
    env: { ...env, NX_DAEMON: 'false' },
    name: 'console',
    program: bin('nx'),
    args: ['run', '@datacare/console:serve', '--port', String(ports.console)],
    logFile: join(logFolder, 'console.log'),
    isReady: () => isListening(ports.console),
    limitMs: 180_000,
  });
  return [...bundles, ...generators, server];
}
