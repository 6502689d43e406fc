// Runs a program for a phase: in a group of its own, its output in a log file, ended at the latest at the deadline.
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { spawnGroup, stopGroup } from '../start/groups.mjs';
import { findProgram } from '../start/programs.mjs';
import { Problem, root } from '../start/root.mjs';

/** Resolves to `{ code, output, stdout, log }`; `onLine` sees each line as it comes. */
export async function runLogged(context, name, program, args, options = {}) {
  const { onLine = () => {}, env = {}, cwd = root } = options;
  const log = join(context.logFolder, `${name.replaceAll('/', '-')}.log`);
  const path = program === 'node' ? process.execPath : findProgram(program);
  if (!path) throw new Problem(`${program} is not installed.`);
  const file = createWriteStream(log);
  const child = spawnGroup(path, args, {
    cwd,
    env: { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const forget = context.closing.add(() => stopGroup(child, { graceMs: 2_000 }));
  let stdout = '';
  let output = '';
  const take = (chunk) => {
    output += chunk;
    file.write(chunk);
    for (const line of String(chunk).split('\n')) if (line.trim()) onLine(line);
  };
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
    take(chunk);
  });
  child.stderr.on('data', take);
  const overdue = setTimeout(
    () => {
      take('\nStopped: the time for all tests was over.\n');
      void stopGroup(child, { graceMs: 2_000 });
    },
    Math.max(context.deadline - Date.now(), 0),
  );
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      take(`${error.message}\n`);
      resolve(127);
    });
    child.on('close', (status) => resolve(status ?? 1));
  });
  clearTimeout(overdue);
  // What the program itself has left running in its group ends with it.
  await stopGroup(child, { graceMs: 1_000 });
  forget();
  await new Promise((resolve) => file.end(resolve));
  return { code, output, stdout, log };
}
