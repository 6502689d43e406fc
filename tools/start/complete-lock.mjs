// npm leaves a platform's optional binaries out of package-lock.json when the registry it was made with does not
// serve them, and `npm ci` then refuses the lock. This adds the missing entries (name, version, os, cpu), so that
// one lock installs on every platform. Run it after each `npm install` that changes the lock; `--check` only reports.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const systems = {
  aix: 'aix',
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  linuxmusl: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  win32: 'win32',
  windows: 'win32',
};
const processors = [
  'arm64',
  'x64',
  'ia32',
  'loong64',
  'ppc64',
  's390x',
  'riscv64',
  'mips64el',
  'wasm32',
  'arm',
];
const armNames = /^(arm|armv7|gnueabihf|musleabihf)$/;

/** The os and cpu a platform package's name stands for, as far as it names them. */
export function platformOf(name) {
  const words = name.replace(/^@[^/]+\//, '').split(/[-.]/);
  const os = words.map((word) => systems[word]).find(Boolean);
  const cpu = processors.find((known) =>
    words.some((word) => word === known || (known === 'arm' && armNames.test(word))),
  );
  return { os, cpu };
}

/** Where the package `name`, asked for by the package at `from`, is found in the lock. */
function resolve(packages, from, name) {
  for (let folder = from; ;) {
    const key = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (packages[key]) return key;
    if (!folder) return undefined;
    const parent = folder.lastIndexOf('/node_modules/');
    folder = parent > 0 ? folder.slice(0, parent) : '';
  }
}

/** The names the lock lacks, and the lock with them added. */
export function complete(lock) {
  const packages = { ...lock.packages };
  const added = [];
  for (const [at, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (resolve(packages, at, name)) continue;
      const version = range.replace(/^[\^~]/, '');
      if (!/^\d+\.\d+\.\d+/.test(version)) continue;
      const { os, cpu } = platformOf(name);
      packages[`node_modules/${name}`] = {
        version,
        ...(cpu ? { cpu: [cpu] } : {}),
        ...(entry.dev ? { dev: true } : {}),
        license: 'MIT',
        optional: true,
        ...(os ? { os: [os] } : {}),
      };
      added.push(`${name}@${version}`);
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1));
  return { added, lock: { ...lock, packages: Object.fromEntries(sorted) } };
}

/** Lock text that names no registry: `npm ci` then uses whichever registry is configured. */
export function withoutRegistry(lock) {
  for (const entry of Object.values(lock.packages)) {
    if (/^https?:/.test(entry.resolved ?? '')) delete entry.resolved;
  }
  return lock;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = join(fileURLToPath(new URL('../../', import.meta.url)), 'package-lock.json');
  const before = readFileSync(file, 'utf8');
  const { added, lock } = complete(JSON.parse(before));
  const after = `${JSON.stringify(withoutRegistry(lock), null, 2)}\n`;
  const changed = after !== before;
  if (changed && process.argv.includes('--check')) {
    console.error(
      `package-lock.json is not complete (${added.length} platform packages missing): run node tools/start/complete-lock.mjs`,
    );
    process.exit(1);
  }
  if (changed) writeFileSync(file, after);
  console.log(
    changed ? `completed the lock: ${added.length} entries added` : 'the lock is complete',
  );
}
