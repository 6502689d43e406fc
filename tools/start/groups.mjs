// Every child leads a process group of its own, so that stopping it stops what it started too.
import { spawn } from 'node:child_process';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const listeners = new Set();

/** Calls `listener(pid)` for each group started from now on. */
export const onGroup = (listener) => listeners.add(listener);

/** Starts a program as the leader of a new process group. */
export function spawnGroup(program, args, options) {
  const child = spawn(program, args, { ...options, detached: true });
  if (child.pid) for (const listener of listeners) listener(child.pid);
  return child;
}

export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Asks a child's group to end, and ends it by force after `graceMs`. Resolves when it is gone. */
export async function stopGroup(child, { signal = 'SIGTERM', graceMs = 6_000 } = {}) {
  if (!child.pid) return;
  const deadline = Date.now() + graceMs;
  if (!signalGroup(child.pid, signal)) return;
  while (Date.now() < deadline) {
    const leaderEnded = child.exitCode !== null || child.signalCode !== null;
    if (leaderEnded && !signalGroup(child.pid, 0)) return;
    await pause(50);
  }
  signalGroup(child.pid, 'SIGKILL');
  await pause(50);
}
