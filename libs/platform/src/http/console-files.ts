import { resolve } from 'node:path';
import files from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const HASHED = /-[\w-]{8}\.\w+$/;
/** Paths that are the product's own and never a page of the console. */
const RESERVED = /^\/(graphql|webhooks|health|metrics|media|api)(\/|$|\?)/;

/** Serves the built console; every page address leads to its index. */
export async function serveConsole(app: NestFastifyApplication, dir: string): Promise<void> {
  const root = resolve(dir);
  await app.register(files, {
    root,
    wildcard: false,
    index: false,
    cacheControl: false,
    // A build for production has none; one for development is nobody else's business.
    allowedPath: (path) => !path.endsWith('.map'),
    setHeaders: (reply, path) => {
      const cache = HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
      void reply.header('cache-control', cache);
    },
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    const isPage =
      request.method === 'GET' &&
      !RESERVED.test(request.url) &&
      request.headers.accept?.includes('text/html');
    if (!isPage || /\.\w+$/.test(request.url.split('?')[0]!)) return undefined;
    return reply
      .header('cache-control', 'no-cache')
      .sendFile('index.html', root, { cacheControl: false });
  });
}
