// Runs one program of ours: its log file, the moment it is ready, restarts with growing pauses, and its end.
import { closeSync, openSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { spawnGroup, stopGroup } from './groups.mjs';
import { say } from './progress.mjs';
import { Problem, root } from './root.mjs';

const longestPauseMs = 30_000;
const steadyAfterMs = 60_000;
const shownLines = 15;

/** The pause before the nth restart in a row: 1 s, 2 s, 4 s … at most 30 s. */
export const pauseBefore = (restart) => Math.min(1_000 * 2 ** (restart - 1), longestPauseMs);

const isFrame = (line) => /^\s+at /.test(line);

/** The last lines of a log file, indented and without the frames of stacks, which hide the error itself. */
export function lastLines(file, count = shownLines) {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines
    .filter((line) => !isFrame(line))
    .slice(-count)
    .map((line) => `    ${line.slice(0, 400)}`)
    .join('\n');
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Starts `program` and keeps it running. `isReady` is asked until it says yes; the first start failing is a problem,
 * a later crash is reported and followed by a restart.
 */
export function supervise({
  name,
  program,
  args,
  env,
  cwd = root,
  logFile,
  isReady,
  limitMs = 60_000,
}) {
  let child;
  let stopping = false;
  let restarts = 0;
  let wasReady = false;

  const launch = (flag) => {
    const log = openSync(logFile, flag);
    const startedAt = Date.now();
    child = spawnGroup(program, args, { cwd, env, stdio: ['ignore', log, log] });
    closeSync(log);
    const ended = (reason) => {
      if (stopping) return;
      if (!wasReady) return;
      restarts = Date.now() - startedAt > steadyAfterMs ? 1 : restarts + 1;
      const wait = pauseBefore(restarts);
      say(`✗ ${name} stopped (${reason}); starting it again in ${wait / 1000} s. Its last lines:`);
      say(`${lastLines(logFile)}\n    … ${relative(root, logFile)}`);
      setTimeout(() => !stopping && launch('a'), wait);
    };
    child.on('error', (error) => ended(error.message));
    child.on('exit', (code, signal) => ended(signal ?? `exit code ${code}`));
  };

  const ready = async () => {
    const deadline = Date.now() + limitMs;
    for (;;) {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Problem(`The ${name} did not start:\n${lastLines(logFile)}\n    … ${logFile}`);
      }
      if (await isReady()) {
        wasReady = true;
        return;
      }
      if (Date.now() > deadline) {
        throw new Problem(
          `The ${name} was not ready within ${limitMs / 1000} s:\n${lastLines(logFile)}\n    … ${logFile}`,
        );
      }
      await pause(100);
    }
  };

  launch('w');
  return {
    name,
    ready,
    stop: async (options) => {
      stopping = true;
      await stopGroup(child, options);
    },
  };
}

/** True when the address answers with a status below 400. */
export async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
