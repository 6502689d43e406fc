// Brings the database up to date and makes sure that the demo business is in it.
import { createWriteStream } from 'node:fs';
import { spawnGroup } from './groups.mjs';
import { lastLines } from './processes.mjs';
import { inRoot, Problem, root } from './root.mjs';

/** The log-ins in the output of the migration program: its line `{"logins":[…]}`. */
export function parseLogins(output) {
  for (const line of output.split('\n').reverse()) {
    if (!line.includes('"logins"')) continue;
    try {
      const { logins } = JSON.parse(line);
      if (Array.isArray(logins)) return logins;
    } catch {
      // Another line that happens to name log-ins.
    }
  }
  return [];
}

/** Runs the migrations of the built api, and its seeds unless told otherwise; resolves to the demo's log-ins. */
export function migrate({ env, logFile, seed = true }) {
  const program = inRoot('apps', 'api', 'dist', 'migrate.js');
  const child = spawnGroup(
    process.execPath,
    ['--enable-source-maps', program, ...(seed ? ['--seed'] : [])],
    {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const log = createWriteStream(logFile);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    log.write(chunk);
  });
  child.stderr.on('data', (chunk) => log.write(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      log.end(() => {
        if (code === 0) return resolve(parseLogins(output));
        reject(new Problem(`The migration failed:\n${lastLines(logFile, 20)}\n    … ${logFile}`));
      });
    });
  });
}
