import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config/config';
import { MAX_BODY_BYTES } from '../graphql/graphql-limits';
import { serveConsole } from './console-files';
import { createApp } from './create-app';

/** Largest upload: a document of WhatsApp. */
const MAX_UPLOAD_BYTES = 100 * 1024 * 1024;

/** The API process: GraphQL, REST, webhooks, the console's files. Call `listen` on it. */
export async function createApiApp(module: Type, config: Config): Promise<NestFastifyApplication> {
  const app = await createApp(module, { process: 'api', config });
  const socketOrigin = new URL(config.publicUrl).origin.replace(/^http/, 'ws');
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Angular adds component styles at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", socketOrigin],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: config.secureCookies
      ? { maxAge: 31_536_000, includeSubDomains: true }
      : false,
    xFrameOptions: { action: 'deny' },
  });
  await app.register(cookie);
  await app.register(multipart, {
    limits: { fileSize: MAX_UPLOAD_BYTES, files: 1, fields: 10, fieldSize: 4_096 },
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    if (
      request.url.startsWith('/graphql') &&
      Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES
    ) {
      return reply
        .status(413)
        .send({ errors: [{ message: `A GraphQL request may have ${MAX_BODY_BYTES} bytes.` }] });
    }
    return undefined;
  });
  if (config.consoleDir) await serveConsole(app, config.consoleDir);
  return app;
}
