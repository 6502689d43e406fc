// MongoDB for the journal: the environment's, one already listening, one from the path, or FerretDB built with Go.
// Without any of them the journal is kept in PostgreSQL, and the table says so.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnGroup, stopGroup } from './groups.mjs';
import { freePort, isListening } from './ports.mjs';
import { findProgram, runProgram } from './programs.mjs';
import { inRoot } from './root.mjs';

const preferredPort = 27117;
const buildLimitMs = 8 * 60_000;
const inPostgres = (reason) => ({
  url: undefined,
  source: `none: the journal is kept in PostgreSQL (${reason})`,
  stop: async () => {},
});

/** Builds tools/ferretdb once per version into .cache/ferretdb; undefined with a reason when that fails. */
async function builtFerret(go, update) {
  const folder = inRoot('tools', 'ferretdb');
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum', 'main.go']) hash.update(readFileSync(join(folder, file)));
  const program = inRoot('.cache', 'ferretdb', `ferretdb-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(program)) return { program };
  update('building FerretDB once, which takes some minutes');
  const { code, output } = await runProgram(
    go,
    ['build', '-trimpath', '-ldflags=-s -w', '-o', program, '.'],
    {
      cwd: folder,
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' },
      timeout: buildLimitMs,
    },
  );
  if (code === 0) return { program };
  const why = output.trim().split('\n').at(-1) || 'it took too long';
  return { reason: `FerretDB could not be built: ${why.slice(0, 160)}` };
}

async function serve(program, argsFor, { logFolder, database, name }) {
  const port = await freePort(preferredPort);
  const file = join(logFolder, 'mongodb.log');
  const log = openSync(file, 'w');
  const child = spawnGroup(program, argsFor(port), { stdio: ['ignore', log, log] });
  child.on('error', () => {});
  for (let waited = 0; !(await isListening(port)); waited += 1) {
    if (child.exitCode !== null || waited > 150) {
      await stopGroup(child);
      return inPostgres(`${name} did not start, see ${file}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url: `mongodb://127.0.0.1:${port}/${database}`,
    source: `${name}, on 127.0.0.1:${port}`,
    stop: () => stopGroup(child, { graceMs: 3_000 }),
  };
}

/** Finds or starts MongoDB: `{ url, source, stop }`, where `url` is undefined when there is none. */
export async function startMongo(database, options) {
  const { env, dataFolder, own, update } = options;
  if (env.MONGODB_URL) {
    return { url: env.MONGODB_URL, source: 'MONGODB_URL', stop: async () => {} };
  }
  if (!own && (await isListening(27017))) {
    return {
      url: `mongodb://127.0.0.1:27017/${database}`,
      source: `the server on 127.0.0.1:27017`,
      stop: async () => {},
    };
  }
  const data = join(dataFolder, 'mongodb');
  mkdirSync(data, { recursive: true });
  const mongod = findProgram('mongod');
  if (mongod) {
    const args = (port) => ['--dbpath', data, '--bind_ip', '127.0.0.1', '--port', String(port)];
    return serve(mongod, args, { ...options, database, name: 'mongod' });
  }
  const ferret = findProgram('ferretdb');
  const go = findProgram('go');
  if (ferret) {
    const args = (port) => [
      `--listen-addr=127.0.0.1:${port}`,
      '--handler=sqlite',
      `--sqlite-url=file:${data}/`,
      `--state-dir=${data}`,
      '--debug-addr=-',
      '--telemetry=disable',
    ];
    return serve(ferret, args, { ...options, database, name: 'FerretDB' });
  }
  if (!go) return inPostgres('no MongoDB and no Go to build FerretDB with');
  const { program, reason } = await builtFerret(go, update);
  if (!program) return inPostgres(reason);
  const args = (port) => ['-listen', `127.0.0.1:${port}`, '-data', data];
  return serve(program, args, { ...options, database, name: 'FerretDB (embedded)' });
}
