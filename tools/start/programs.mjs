// Programs of the machine: found on the path, or installed where that is allowed.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The program's full path, or undefined. The names are tried in their order. */
export function findProgram(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const name of names) {
    for (const folder of [...folders, '/usr/sbin', '/usr/local/bin']) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined;
}

/** Runs a program to its end: resolves to `{ code, output }`, and tells each line as it comes. */
export function runProgram(program, args, { onLine = () => {}, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    const take = (chunk) => {
      output += chunk;
      for (const line of String(chunk).split('\n')) if (line.trim()) onLine(line);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Installs a Debian package when this is root on a machine with apt; false when that cannot be done. */
export async function aptInstall(name, update = () => {}) {
  const apt = findProgram('apt-get');
  if (!apt || process.getuid?.() !== 0) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () =>
    runProgram(apt, ['install', '-y', '--no-install-recommends', name], { env });
  update(`installing ${name} with apt-get`);
  if ((await install()).code === 0) return true;
  await runProgram(apt, ['update'], { env });
  return (await install()).code === 0;
}
