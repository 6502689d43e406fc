// Builds the apps with Nx, which skips what has not changed.
import { createWriteStream, readFileSync } from 'node:fs';
import { readNxOutput } from './nx-output.mjs';
import { lastLines } from './processes.mjs';
import { findProgram } from './programs.mjs';
import { spawnGroup, stopGroup } from './groups.mjs';
import { inRoot, Problem, root } from './root.mjs';

const taskLine = /^> nx run (\S+)/;

/** What the tasks that failed have printed. */
function explain(logFile) {
  const { tasks, failed } = readNxOutput(readFileSync(logFile, 'utf8'));
  const parts = tasks
    .filter(({ task }) => failed.includes(task))
    .map(({ task, output }) => `  ${task}\n${output.split('\n').slice(0, 30).join('\n')}`);
  return parts.join('\n').replace(/^/gm, '    ') || lastLines(logFile, 40);
}

/** Runs `nx run-many -t build` for `projects`; the output goes to the log file. */
export function build({ projects, logFile, update, closing }) {
  const args = ['run-many', '-t', 'build', '--parallel=2', '--outputStyle=static'];
  const child = spawnGroup(
    findProgram('nx') ?? inRoot('node_modules', '.bin', 'nx'),
    [...args, `--projects=${projects.join(',')}`],
    {
      cwd: root,
      env: { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: '0' },
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
        reject(new Problem(`The build failed:\n${explain(logFile)}\n    … ${logFile}`));
      });
    });
  });
}
