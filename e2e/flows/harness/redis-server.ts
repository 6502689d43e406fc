import type { ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { exitOf, freePort, startProgram } from './app-process';
import { eventually } from './wait';

/** One command to a Redis; the whole answer as text. */
export function askRedis(url: string, ...commands: string[]): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  const lines = [...(pathname.length > 1 ? [`SELECT ${pathname.slice(1)}`] : []), ...commands];
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect({ host: hostname, port: Number(port || 6379) });
    socket.on('error', reject);
    socket.on('data', (chunk) => (text += chunk));
    socket.on('close', () => resolve(text));
    socket.write([...lines, 'QUIT', ''].join('\r\n'));
  });
}

/** A Redis of the test's own, which it may empty, kill and start again on the same port. */
export class RedisServer {
  private child?: ChildProcess;

  private constructor(
    private readonly port: number,
    private readonly logFile: string,
  ) {}

  static async start(folder: string): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), `${folder}/redis.log`);
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}/0`;
  }

  async start(): Promise<void> {
    const flags = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', ''];
    this.child = startProgram('redis-server', [...flags, '--appendonly', 'no'], {
      logFile: this.logFile,
      env: process.env,
    });
    await eventually(async () => {
      if (!(await askRedis(this.url, 'PING')).includes('PONG')) throw new Error('no PONG');
    });
  }

  async kill(): Promise<void> {
    this.child?.kill('SIGKILL');
    if (this.child) await exitOf(this.child);
  }

  async flush(): Promise<void> {
    await askRedis(this.url, 'FLUSHALL');
  }

  /** Every key with its content, as far as Redis shows it as text. */
  async dump(): Promise<string> {
    const keys = (await askRedis(this.url, 'KEYS *'))
      .split('\r\n')
      .filter((row) => /^[\w:.-]+$/.test(row));
    const reads = keys.flatMap((key) => [`GET ${key}`, `HGETALL ${key}`, `LRANGE ${key} 0 -1`]);
    return [keys.join('\n'), await askRedis(this.url, ...reads, 'PING')].join('\n');
  }
}
