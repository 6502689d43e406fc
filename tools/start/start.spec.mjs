import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { complete, platformOf } from './complete-lock.mjs';
import { demoEnvironment, portsOf } from './environment.mjs';
import { spawnGroup, stopGroup } from './groups.mjs';
import { firstMismatch } from './install.mjs';
import { parseLogins } from './migrate.mjs';
import { describeOwner, listeningInodes, parseLsof, takenPorts } from './ports.mjs';
import { isReachableByAll } from './postgres.mjs';
import { pauseBefore } from './processes.mjs';
import { secretsFrom } from './secrets.mjs';
import { withoutPassword } from './services.mjs';
import { loginRows, renderTable } from './table.mjs';

describe('the lock', () => {
  it('gets the optional binaries of other platforms, with their os and cpu', () => {
    const lock = {
      packages: {
        'node_modules/tool': {
          version: '1.0.0',
          dev: true,
          optionalDependencies: { '@tool/darwin-arm64': '1.0.0', '@tool/linux-x64': '1.0.0' },
        },
        'node_modules/@tool/linux-x64': { version: '1.0.0' },
      },
    };
    const completed = complete(lock);
    assert.deepEqual(completed.added, ['@tool/darwin-arm64@1.0.0']);
    assert.deepEqual(completed.lock.packages['node_modules/@tool/darwin-arm64'], {
      version: '1.0.0',
      cpu: ['arm64'],
      dev: true,
      license: 'MIT',
      optional: true,
      os: ['darwin'],
    });
    assert.deepEqual(complete(completed.lock).added, []);
  });

  it('tells a platform from a package name', () => {
    assert.deepEqual(platformOf('@swc/core-linux-arm-gnueabihf'), { os: 'linux', cpu: 'arm' });
    assert.deepEqual(platformOf('@nx/nx-win32-x64-msvc'), { os: 'win32', cpu: 'x64' });
    assert.deepEqual(platformOf('@oxc-parser/binding-wasm32-wasi').cpu, 'wasm32');
  });
});

describe('the installed packages', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'libs/inbox': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b-darwin': { version: '1.0.0', optional: true },
    },
  };

  it('fit when every needed one has the version of the lock', () => {
    const installed = { packages: { 'node_modules/a': { version: '1.0.0' } } };
    assert.equal(firstMismatch(lock, installed), undefined);
  });

  it('do not fit when one is missing or another version', () => {
    assert.equal(firstMismatch(lock, { packages: {} }), 'node_modules/a');
    const installed = { packages: { 'node_modules/a': { version: '1.0.1' } } };
    assert.equal(firstMismatch(lock, installed), 'node_modules/a');
  });
});

describe('ports', () => {
  const header =
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid';
  const line = (port, state, inode) =>
    `   0: 0100007F:${port} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1`;

  it('belong to the socket that listens, not to one that is connected', () => {
    const text = [header, line('0BB8', '01', 11), line('0BB8', '0A', 12)].join('\n');
    assert.deepEqual(listeningInodes(text, 3000), ['12']);
    assert.deepEqual(listeningInodes(text, 3001), []);
  });

  it('are told from the answer of lsof', () => {
    assert.deepEqual(parseLsof('p123\ncnode\nf20\n'), { pid: 123, command: 'node' });
    assert.equal(parseLsof(''), undefined);
    assert.equal(describeOwner(undefined), 'a process of another user');
  });

  it('that are taken are named together with the process that has them', async () => {
    const server = createServer();
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address();
    const [sentence] = await takenPorts({ api: port });
    server.close();
    assert.match(sentence, new RegExp(`^Port ${port}, wanted for the api, is in use by process `));
    assert.match(sentence, new RegExp(`${process.pid}`));
  });
});

describe('the environment of the demo', () => {
  const given = {
    services: { databaseUrl: 'postgres://a/b', redisUrl: 'redis://a/5', mongodbUrl: undefined },
    secrets: { JWT_SECRET: 'made' },
    folders: { media: '/m', console: '/c' },
  };

  it('lets the caller decide', () => {
    const env = demoEnvironment({ ...given, env: { PORT: '4000', JWT_SECRET: 'own' } });
    assert.equal(env.JWT_SECRET, 'own');
    assert.equal(env.PUBLIC_URL, 'http://localhost:4000');
    assert.equal(env.DATABASE_URL, 'postgres://a/b');
  });

  it('names no journal server when there is none', () => {
    assert.equal('MONGODB_URL' in demoEnvironment({ ...given, env: {} }), false);
  });

  it('has the default ports', () => {
    assert.deepEqual(portsOf({}), { api: 3000, worker: 3001, simulator: 3900, console: 4200 });
  });
});

describe('secrets', () => {
  it('are made once and readable by their owner only', () => {
    const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    const file = join(folder, 'secrets.json');
    const first = secretsFrom(file);
    assert.ok(first.JWT_SECRET.length >= 32 && first.SECRETS_KEY.length >= 32);
    assert.deepEqual(secretsFrom(file), first);
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), first);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    rmSync(folder, { recursive: true });
  });

  it('are not shown in an address', () => {
    assert.equal(withoutPassword('postgres://u:p@host/db'), 'postgres://u:***@host/db');
  });
});

describe('processes', () => {
  it('are started again after growing pauses of at most 30 seconds', () => {
    assert.deepEqual([1, 2, 3, 5, 6, 20].map(pauseBefore), [1000, 2000, 4000, 16000, 30000, 30000]);
  });

  it('end together with what they started, even when that ignores the request', async () => {
    const script = 'trap "" TERM; sleep 60 & echo $!; wait';
    const child = spawnGroup('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    const grandchild = await new Promise((resolve) => {
      child.stdout.once('data', (chunk) => resolve(Number(String(chunk))));
    });
    await stopGroup(child, { graceMs: 200 });
    const state = () => {
      try {
        return readFileSync(`/proc/${grandchild}/stat`, 'utf8').split(' ')[2];
      } catch {
        return 'gone';
      }
    };
    assert.match(state(), /^(gone|Z|X)$/);
  });
});

describe('the embedded database', () => {
  it('is kept inside the checkout only where every user may enter its folders', () => {
    const modes = { '/': 0o755, '/root': 0o700, '/root/x': 0o755, '/srv': 0o755, '/srv/x': 0o755 };
    const stat = (path) => ({ mode: modes[path] });
    assert.equal(isReachableByAll('/srv/x', stat), true);
    assert.equal(isReachableByAll('/root/x', stat), false);
  });
});

describe('the closing table', () => {
  it('aligns its columns', () => {
    assert.equal(
      renderTable('Addresses', [
        ['API', 'http://a', 'x'],
        ['Console', 'http://abc', ''],
      ]),
      [
        'Addresses',
        '────────────────────────',
        'API       http://a     x',
        'Console   http://abc',
      ].join('\n'),
    );
  });

  it('shows the log-ins that the seeds report', () => {
    const output = 'migrated\n{"logins":[{"role":"agent","email":"a@b.c","password":"p"}]}\ndone';
    assert.deepEqual(loginRows(parseLogins(output)), [['agent', 'a@b.c', 'p']]);
    assert.deepEqual(parseLogins('nothing'), []);
  });
});
