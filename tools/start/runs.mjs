// Remembers the groups a start has running, so that the next one can end what a killed start left behind.
import { existsSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { onGroup, signalGroup } from './groups.mjs';
import { Problem, root } from './root.mjs';

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** The command line of a process, where the system tells it (Linux). */
function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ');
  } catch {
    return '';
  }
}

/** The folder a process works in, where the system tells it. */
function folderOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

const isOurs = (pid) =>
  isAlive(pid) && (commandOf(pid).includes(root) || folderOf(pid).startsWith(root));
const isStart = (pid) =>
  isAlive(pid) && /tools\/(start\/start|test\/test)\.mjs/.test(commandOf(pid));

/** Refuses a second start in the same checkout; ends the processes of one that was killed. */
export function claimRun(file) {
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { groups: [] };
  if (known.pid && known.pid !== process.pid && isStart(known.pid)) {
    throw new Problem(
      `This is already running from this folder (process ${known.pid}). Stop it with Ctrl-C there, or: kill ${known.pid}`,
    );
  }
  for (const pid of known.groups) if (isOurs(pid)) signalGroup(pid, 'SIGKILL');
  const groups = [];
  const write = () => writeFileSync(file, JSON.stringify({ pid: process.pid, groups }));
  write();
  onGroup((pid) => {
    groups.push(pid);
    write();
  });
  return { release: () => rmSync(file, { force: true }) };
}
