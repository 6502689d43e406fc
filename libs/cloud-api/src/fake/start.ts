import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ControlRoutes } from './control-routes';
import { FakeControl } from './control';
import { GraphRoutes } from './graph-routes';
import type { Ledger } from './ledger';
import type { FakeCloudApiOptions } from './options';
import { Statuses } from './statuses';
import { World } from './world';

/** A running fake of Meta's Cloud API. */
export interface FakeCloudApi {
  /** Base URL for the client. */
  url: string;
  port: number;
  ledger: Ledger;
  control: FakeControl;
  close(): Promise<void>;
}

/**
 * Starts a server that behaves as Meta's Cloud API does: it answers, keeps a ledger of every accepted send,
 * and tells what happens by signed webhooks that it repeats until they are answered with 200.
 */
export async function startFakeCloudApi(options: FakeCloudApiOptions): Promise<FakeCloudApi> {
  if (options.numbers.length === 0) throw new Error('The fake needs at least one number');
  const world = new World(options);
  const statuses = new Statuses(world);
  const control = new FakeControl(world, statuses);
  const graph = new GraphRoutes(world, statuses);
  const routes = new ControlRoutes(world, control);
  world.webhooks.onAnswer = reportWebhooks(world);
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    response.on('error', () => undefined);
    if (graph.handle(request, response) || routes.handle(request, response)) return;
    if (options.fallback) options.fallback(request, response);
    else response.writeHead(404).end();
  });
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`,
    port,
    ledger: world.ledger,
    control,
    async close() {
      world.timeline.clear();
      world.events.close();
      await world.webhooks.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const REPORT_EVERY_MS = 500;

/** Pages see the delivery state at most twice a second, whatever the load. */
function reportWebhooks(world: World) {
  let reportedAt = 0;
  return () => {
    if (Date.now() - reportedAt < REPORT_EVERY_MS) return;
    reportedAt = Date.now();
    world.timeline.after(REPORT_EVERY_MS, () =>
      world.events.emit('webhooks', world.webhooks.state()),
    );
  };
}
