import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Type } from '@nestjs/common';
import type { Config } from '../config/config';
import { runWithCorrelation } from '../context/correlation';
import { registerHealth } from '../health/health';
import { JsonLogger } from '../observability/logger';

/** Meta posts at most 3 MB; nothing else may be larger (uploads stream and have limits of their own). */
const BODY_LIMIT = 3 * 1024 * 1024 + 64 * 1024;
const CORRELATION = /^[\w-]{8,64}$/;

/** What both apps share: JSON logs, correlation ids, health and metrics, an orderly end. */
export async function createApp(
  module: Type,
  options: { process: 'api' | 'worker'; config: Config },
): Promise<NestFastifyApplication> {
  const { config } = options;
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    // Fastify would count from req-1 in every process.
    genReqId: () => randomUUID(),
    trustProxy: config.trustProxy.length > 0 ? config.trustProxy : false,
    // A request that is under way when the process ends is answered; idle connections are closed at once.
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    rawBody: true,
    logger: new JsonLogger(options.process, config.logLevel),
    abortOnError: false,
    forceCloseConnections: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    const given = request.headers['x-correlation-id'];
    const id = typeof given === 'string' && CORRELATION.test(given) ? given : undefined;
    runWithCorrelation(id ?? request.id, () => {
      void reply.header('x-correlation-id', id ?? request.id);
      done();
    });
  });
  registerHealth(app);
  // An orderly end is a success: dying of the signal itself would look like a crash to whoever supervises.
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  return app;
}
