// Which ports are taken, and by whom.
import { execFile } from 'node:child_process';
import { readFile, readdir, readlink } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** True when something answers on the port of this machine. */
export function isListening(port, host = '127.0.0.1', timeoutMs = 1_000) {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => end(false));
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
  });
}

/** Listens for a moment; resolves to the port, or to undefined when it is taken. Port 0 finds a free one. */
export function tryListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const { port: got } = server.address();
      server.close(() => resolve(got));
    });
  });
}

/** The preferred port when it is free, else any free one on the loopback address. */
export const freePort = async (preferred) =>
  (await tryListen(preferred, '127.0.0.1')) ?? (await tryListen(0, '127.0.0.1'));

/** The inodes of the sockets that listen on `port`, from the text of /proc/net/tcp or tcp6. */
export function listeningInodes(text, port) {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === '0A' && fields[1]?.endsWith(`:${hex}`))
    .map((fields) => fields[9]);
}

/** The process in the answer of `lsof -Fpc` (lines `p<pid>` and `c<command>`). */
export function parseLsof(text) {
  const pid = /^p(\d+)$/m.exec(text)?.[1];
  if (!pid) return undefined;
  return { pid: Number(pid), command: /^c(.+)$/m.exec(text)?.[1] ?? 'unknown' };
}

async function ownerFromProc(port) {
  const texts = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'utf8').catch(() => '')),
  );
  const sockets = new Set(
    texts.flatMap((text) => listeningInodes(text, port)).map((inode) => `socket:[${inode}]`),
  );
  if (!sockets.size) return undefined;
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const fds = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const fd of fds) {
      const target = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '');
      if (!sockets.has(target)) continue;
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return { pid: Number(pid), command: line.split('\0').join(' ').trim().slice(0, 120) };
    }
  }
  return undefined;
}

/** The process that listens on the port, as far as this user may see it. */
export async function portOwner(port) {
  const owner = await ownerFromProc(port);
  if (owner) return owner;
  const args = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'];
  return parseLsof(
    await run('lsof', args).then(
      ({ stdout }) => stdout,
      () => '',
    ),
  );
}

export const describeOwner = (owner) =>
  owner ? `process ${owner.pid} (${owner.command})` : 'a process of another user';

/** Every port of `wanted` ({ name: port }) that is taken, each as a sentence. */
export async function takenPorts(wanted) {
  const sentences = [];
  for (const [name, port] of Object.entries(wanted)) {
    const free = !(await isListening(port)) && (await tryListen(port)) !== undefined;
    if (free) continue;
    const owner = describeOwner(await portOwner(port));
    sentences.push(`Port ${port}, wanted for the ${name}, is in use by ${owner}.`);
  }
  return sentences;
}
