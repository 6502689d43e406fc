// Builds the apps with Nx, which skips what has not changed.
import { createWriteStream } from 'node:fs';
import { lastLines } from './processes.mjs';
import { findProgram } from './programs.mjs';
import { spawnGroup, stopGroup } from './groups.mjs';
import { inRoot, Problem, root } from './root.mjs';

const taskLine = /^> nx run (\S+)/;

/** Runs `nx run-many -t build` for `projects`; the output goes to the log file. */
export function build({ projects, logFile, update, closing }) {
  const args = ['run-many', '-t', 'build', '--parallel=2', '--outputStyle=static'];
  const child = spawnGroup(
    findProgram('nx') ?? inRoot('node_modules', '.bin', 'nx'),
    [...args, `--projects=${projects.join(',')}`],
    {
      cwd: root,
      env: { ...process.env, NX_DAEMON: 'false', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const forget = closing.add(() => stopGroup(child, { graceMs: 2_000 }));
  const log = createWriteStream(logFile);
  const done = [];
  const take = (chunk) => {
    log.write(chunk);
    for (const line of String(chunk).split('\n')) {
      const task = taskLine.exec(line)?.[1];
      if (task) done.push(task.replace(/^@datacare\//, '').replace(/:build.*$/, ''));
    }
    if (done.length) update(done.join(', '));
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      forget();
      log.end(() => {
        if (code === 0) return resolve();
        reject(new Problem(`The build failed:\n${lastLines(logFile, 40)}\n    … ${logFile}`));
      });
    });
  });
}
