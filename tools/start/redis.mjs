// Redis: the environment's, one already listening here, one from the path, or one that apt can install.
import { mkdirSync, openSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { spawnGroup, stopGroup } from './groups.mjs';
import { isListening, freePort } from './ports.mjs';
import { aptInstall, findProgram } from './programs.mjs';
import { Problem } from './root.mjs';

const preferredPort = 63790;
const logicalDatabase = { start: 5, test: 6 };

/** Sends one command line to a Redis and resolves to the first line of its answer. */
export function askRedis(url, commands) {
  const { hostname, port, username, password, protocol, pathname } = new URL(url);
  if (protocol === 'rediss:') return Promise.resolve('+PONG');
  const login = password
    ? [`AUTH ${username ? `${decodeURIComponent(username)} ` : ''}${decodeURIComponent(password)}`]
    : [];
  const select = pathname.length > 1 ? [`SELECT ${pathname.slice(1)}`] : [];
  const lines = [...login, ...select, ...commands];
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port || 6379) });
    let text = '';
    socket.setTimeout(3_000, () => socket.destroy(new Error('no answer within 3 s')));
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      text += chunk;
      const answers = text.split('\r\n').slice(0, -1);
      const refusal = answers.find((answer) => answer.startsWith('-'));
      if (refusal) {
        socket.destroy();
        reject(new Error(refusal.slice(1)));
      } else if (answers.length >= lines.length) {
        socket.destroy();
        resolve(answers.at(-1));
      }
    });
    socket.write(lines.map((line) => `${line}\r\n`).join(''));
  });
}

async function fromEnvironment(url) {
  try {
    await askRedis(url, ['PING']);
  } catch (error) {
    throw new Problem(`REDIS_URL names a Redis that cannot be used: ${error.message}`);
  }
  return { url, source: 'REDIS_URL', stop: async () => {} };
}

/** The server on 6379, in a logical database of our own: others' data is in 0. */
async function fromMachine(purpose) {
  if (!(await isListening(6379))) return undefined;
  const url = `redis://127.0.0.1:6379/${logicalDatabase[purpose]}`;
  try {
    await askRedis(url, ['PING']);
  } catch {
    return undefined;
  }
  const stop = async () => {
    if (purpose === 'test') await askRedis(url, ['FLUSHDB']).catch(() => {});
  };
  return {
    url,
    source: `the server on 127.0.0.1:6379, logical database ${logicalDatabase[purpose]}`,
    stop,
  };
}

async function ofOurOwn(program, { dataFolder, logFolder }) {
  const port = await freePort(preferredPort);
  const folder = join(dataFolder, 'redis');
  mkdirSync(folder, { recursive: true });
  const log = openSync(join(logFolder, 'redis.log'), 'w');
  const flags = ['--port', port, '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const child = spawnGroup(program, flags.map(String), { stdio: ['ignore', log, log] });
  for (let waited = 0; !(await isListening(port)); waited += 1) {
    if (child.exitCode !== null || waited > 100) {
      await stopGroup(child);
      throw new Problem(`redis-server did not start; see ${join(logFolder, 'redis.log')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url: `redis://127.0.0.1:${port}/0`,
    source: `started from ${program}, on 127.0.0.1:${port}`,
    stop: () => stopGroup(child, { graceMs: 3_000 }),
  };
}

/** Finds or starts Redis: `{ url, source, stop }`. A test prefers a server of its own, which it may empty. */
export async function startRedis(options) {
  const { env, purpose, own, update } = options;
  if (env.REDIS_URL) return fromEnvironment(env.REDIS_URL);
  if ((purpose === 'test' || own) && findProgram('redis-server')) {
    return ofOurOwn(findProgram('redis-server'), options);
  }
  const running = await fromMachine(purpose);
  if (running) return running;
  if (!findProgram('redis-server')) await aptInstall('redis-server', update);
  const program = findProgram('redis-server');
  if (program) return ofOurOwn(program, options);
  throw new Problem(
    'No Redis was found. Install it (Debian and Ubuntu: sudo apt-get install redis-server; macOS: brew install redis) or set REDIS_URL to one that runs elsewhere.',
  );
}
