// Installs the packages when they are missing or are not those of the lock. Runs on the system's Node (20 or later).
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { step } from './progress.mjs';
import { fail, inRoot, Problem, root } from './root.mjs';

/** The first package whose installed version is not the lock's; undefined when all fit. Optional ones may be absent. */
export function firstMismatch(lock, installed) {
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (!path || !path.includes('node_modules/')) continue;
    const found = installed.packages[path];
    if (!found && !entry.optional) return path;
    if (found && !entry.link && found.version !== entry.version) return path;
  }
  return undefined;
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

export function needsInstall() {
  const installed = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(installed) || !existsSync(inRoot('node_modules', '.bin', 'node'))) return true;
  return firstMismatch(readJson(inRoot('package-lock.json')), readJson(installed)) !== undefined;
}

const tail = (text, lines) => text.trimEnd().split('\n').slice(-lines).join('\n');

/** `npm ci`, telling how many packages have arrived. */
export async function install() {
  const wanted = Object.keys(readJson(inRoot('package-lock.json')).packages).filter((path) =>
    path.startsWith('node_modules/'),
  );
  await step('Installing packages', (update) => {
    const child = spawn('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    const timer = setInterval(() => {
      const arrived = wanted.filter((path) => existsSync(inRoot(path, 'package.json'))).length;
      update(`${arrived} of about ${wanted.length}`);
    }, 1_000);
    return new Promise((resolve, reject) => {
      child.on('error', (error) => reject(new Problem(`npm could not be run: ${error.message}`)));
      child.on('exit', (code) => {
        clearInterval(timer);
        if (code === 0) return resolve();
        reject(new Problem(`npm ci failed:\n${tail(output, 20)}`));
      });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url) && needsInstall())
  await install().catch(fail);
