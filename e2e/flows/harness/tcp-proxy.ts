import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Target {
  host: string;
  port: number;
}

interface Pair {
  near: Socket;
  far: Socket;
}

/** Stands between a client and its servers: cuts, delays, silences, and spreads connections over the targets. */
export class TcpProxy {
  private readonly pairs = new Set<Pair>();
  private turn = 0;
  /** Refuses new connections. */
  isDown = false;
  /** Milliseconds that every chunk from the server waits. */
  delayMs = 0;
  /** Sees every chunk of a client; true cuts the connection instead of passing it on. */
  cutsBefore: (chunk: Buffer) => boolean = () => false;
  /** Sees every chunk of a client; true cuts the client off once it has been passed on. */
  cutsAfter: (chunk: Buffer) => boolean = () => false;

  private constructor(
    private readonly server: Server,
    private readonly targets: Target[],
  ) {}

  static async start(...targets: Target[]): Promise<TcpProxy> {
    const server = createServer({ noDelay: true });
    const proxy = new TcpProxy(server, targets);
    server.on('connection', (socket) => proxy.accept(socket));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get connections(): number {
    return this.pairs.size;
  }

  /** Cuts every connection there is. */
  cutAll(): void {
    for (const { near, far } of this.pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
  }

  async close(): Promise<void> {
    this.cutAll();
    await new Promise((done) => this.server.close(done));
  }

  private accept(near: Socket): void {
    near.on('error', () => near.destroy());
    if (this.isDown) return void near.resetAndDestroy();
    this.reach(near, this.targets.length);
  }

  /** The next target in turn; one that refuses is passed over. */
  private reach(near: Socket, tries: number): void {
    const far = connect({ ...this.targets[this.turn++ % this.targets.length]!, noDelay: true });
    const refused = () => (tries > 1 ? this.reach(near, tries - 1) : near.destroy());
    far.once('error', refused);
    far.once('connect', () => {
      far.off('error', refused);
      far.on('error', () => far.destroy());
      this.join(near, far);
    });
  }

  private join(near: Socket, far: Socket): void {
    const pair = { near, far };
    this.pairs.add(pair);
    near.on('data', (chunk: Buffer) => {
      if (this.cutsBefore(chunk)) return void near.resetAndDestroy();
      if (!this.cutsAfter(chunk)) return void far.write(chunk);
      // The server does what it was asked; only its answer is lost.
      near.resetAndDestroy();
      far.end(chunk);
    });
    far.on('data', (chunk: Buffer) => {
      if (this.delayMs === 0) near.write(chunk);
      else setTimeout(() => near.writable && near.write(chunk), this.delayMs);
    });
    const end = () => {
      this.pairs.delete(pair);
      near.destroy();
      if (!far.writableEnded) far.destroy();
    };
    near.on('close', end);
    far.on('close', end);
  }
}
