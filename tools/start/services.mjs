// PostgreSQL, Redis and MongoDB, found or started; the same for `npm start` and `npm test`.
import { mkdirSync } from 'node:fs';
import { startMongo } from './mongo.mjs';
import { startPostgres } from './postgres.mjs';
import { step } from './progress.mjs';
import { startRedis } from './redis.mjs';

/**
 * Starts the three services. `purpose` is `start` or `test`; `database` is the name of the database to use.
 * DATACARE_SERVICES=own passes over the servers that already listen here.
 * Resolves to their addresses, a row per service for the closing table, and `stop`, which ends what was started.
 */
export async function startServices({ purpose, database, dataFolder, logFolder, env }) {
  mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
  mkdirSync(logFolder, { recursive: true });
  const options = {
    purpose,
    dataFolder,
    logFolder,
    env,
    durable: purpose === 'start',
    own: env.DATACARE_SERVICES === 'own',
  };
  const started = [];
  const stop = async () => {
    await Promise.all(started.splice(0).map((service) => service.stop()));
  };
  const begin = (label, start) =>
    step(label, async (update) => {
      const service = await start({ ...options, update });
      started.push(service);
      update(service.source);
      return service;
    });
  try {
    const postgres = await begin('PostgreSQL', (all) => startPostgres(database, all));
    const redis = await begin('Redis', startRedis);
    const mongo = await begin('MongoDB', (all) => startMongo(database, all));
    return {
      databaseUrl: postgres.url,
      redisUrl: redis.url,
      mongodbUrl: mongo.url,
      rows: [
        ['PostgreSQL', withoutPassword(postgres.url), postgres.source],
        ['Redis', withoutPassword(redis.url), redis.source],
        ['MongoDB', mongo.url ? withoutPassword(mongo.url) : '-', mongo.source],
      ],
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** An address as it may be shown. */
export function withoutPassword(url) {
  const shown = new URL(url);
  if (shown.password) shown.password = '***';
  return shown.toString();
}
