import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Redis } from 'ioredis';
import { Config } from '../config/config';
import { Database } from '../database/database';
import { query } from '../database/query';
import { gauge, registry } from '../observability/metrics';
import { connectRedis } from '../queues/queue.module';

const PATIENCE_MS = 2_000;

interface Check {
  status: 'up' | 'down';
  reason?: string;
}

async function check(probe: () => Promise<unknown>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`no answer within ${PATIENCE_MS / 1000} s`)),
        PATIENCE_MS,
      );
    });
    await Promise.race([probe(), late]);
    return { status: 'up' };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { status: 'down', reason: text.split('\n')[0]! };
  } finally {
    clearTimeout(timer);
  }
}

/** A standby answers, but nothing can be stored there: traffic and work belong to the primary. */
async function requireWritable(db: Database): Promise<void> {
  const [row] = await query<{ only: boolean }>(
    db.em(),
    "select current_setting('transaction_read_only')::boolean as only",
  );
  if (row?.only) throw new Error('it is a standby that only reads: name the primary');
}

/**
 * `/health/live`: the process turns. `/health/ready`: it can work, with the reason when it cannot. Without Redis it
 * can (slower), without Postgres it cannot. `/metrics`: Prometheus text.
 */
export function registerHealth(app: INestApplication): void {
  const fastify = app.getHttpAdapter().getInstance() as FastifyInstance;
  const db = app.get(Database);
  const redis: Redis = connectRedis(app.get(Config).redisUrl);
  fastify.addHook('onClose', () => redis.disconnect());
  const up = gauge('datacare_dependency_up', '1 when the dependency answers', ['dependency']);

  fastify.get('/health/live', () => ({ status: 'up' }));
  fastify.get('/health/ready', async (_request, reply) => {
    const [postgres, cache] = await Promise.all([
      check(() => requireWritable(db)),
      check(() => redis.ping()),
    ]);
    up.set({ dependency: 'postgres' }, postgres.status === 'up' ? 1 : 0);
    up.set({ dependency: 'redis' }, cache.status === 'up' ? 1 : 0);
    const status =
      postgres.status === 'down' ? 'down' : cache.status === 'down' ? 'degraded' : 'up';
    return reply
      .status(status === 'down' ? 503 : 200)
      .send({ status, checks: { postgres, redis: cache } });
  });
  fastify.get('/metrics', async (_request, reply) =>
    reply.header('content-type', registry.contentType).send(await registry.metrics()),
  );
}
