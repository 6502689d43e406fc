import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { eventually } from './wait';

const root = resolve(import.meta.dirname, '..', '..', '..');

/** The built apps; FLOW_PROGRAMS names another folder with the same programs (`api/main.js`, `worker/main.js`). */
export const programOf = (app: 'api' | 'worker', file = 'main.js') =>
  process.env['FLOW_PROGRAMS']
    ? join(process.env['FLOW_PROGRAMS'], app, file)
    : join(root, 'apps', app, 'dist', file);

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a program whose output goes to `logFile`; it never outlives the tests. */
export function startProgram(
  program: string,
  args: readonly string[],
  options: { logFile: string; env?: NodeJS.ProcessEnv; uid?: number; gid?: number; cwd?: string },
): ChildProcess {
  const { logFile, ...rest } = options;
  const log = openSync(logFile, 'a');
  const stdio: StdioOptions = ['ignore', log, log];
  const child = spawn(program, args, { stdio, ...rest });
  closeSync(log);
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

export const exitOf = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((done) => child.once('exit', (code) => done(code)));

/** An api or a worker: a process that can be killed, frozen, thawed and started anew on the same port. */
export class AppProcess {
  private child: ChildProcess | undefined;
  private isOver = false;

  constructor(
    readonly app: 'api' | 'worker',
    readonly port: number,
    readonly logFile: string,
    private readonly env: Record<string, string>,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && !this.child.signalCode;
  }

  /** Starts it without waiting; never after its stack was stopped. */
  spawn(): void {
    if (this.isOver) return;
    this.child = startProgram(process.execPath, ['--enable-source-maps', programOf(this.app)], {
      logFile: this.logFile,
      env: { PATH: process.env['PATH'], ...this.env },
    });
  }

  /** Starts it and waits until it says that it is ready. */
  async start(): Promise<void> {
    this.spawn();
    await this.ready();
  }

  async ready(timeoutMs = 60_000): Promise<void> {
    await eventually(async () => {
      if (!this.isRunning)
        throw new Error(`${this.app} ended:\n${this.log().split('\n').slice(-15).join('\n')}`);
      const answer = await fetch(`${this.url}/health/ready`, {
        signal: AbortSignal.timeout(2_000),
      });
      if (answer.status !== 200) throw new Error(`${this.app}: ${await answer.text()}`);
    }, timeoutMs).catch((error: unknown) => {
      throw this.isRunning ? error : new Error(`${this.app} did not start; see ${this.logFile}`);
    });
  }

  /** As a power cut: no handler runs. */
  async kill(): Promise<void> {
    if (!this.child || !this.isRunning) return;
    this.child.kill('SIGKILL');
    await exitOf(this.child);
  }

  /** Ends it for good. */
  async dispose(): Promise<void> {
    this.isOver = true;
    await this.kill();
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  /** Asks it to end, as a deploy does; answers its exit code, or null when it had to be killed after `graceMs`. */
  async terminate(graceMs = 35_000): Promise<number | null> {
    const { child } = this;
    if (!child) return null;
    const ended = exitOf(child);
    const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
    child.kill('SIGTERM');
    const code = await ended;
    clearTimeout(force);
    return code;
  }

  /** Resolves once it has ended by itself. */
  async ended(): Promise<number | null> {
    return this.child ? exitOf(this.child) : null;
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  log(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  /** The value of a metric, summed over its labels that match. */
  async metric(name: string, labels = ''): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    return text
      .split('\n')
      .filter((row) => row.startsWith(`${name}{`) || row.startsWith(`${name} `))
      .filter((row) => row.includes(labels))
      .reduce((sum, row) => sum + Number(row.split(' ').at(-1)), 0);
  }

  /** Resident memory in MiB. */
  async memory(): Promise<number> {
    return (await this.metric('process_resident_memory_bytes')) / 1024 / 1024;
  }
}
