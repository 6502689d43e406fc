import { MikroORM, type EntityClass, type Options } from '@mikro-orm/postgresql';
import type { Config } from '../config/config';
import type { Pool } from 'pg';
import { releaseDeadConnections } from './pool';
import { watchPool } from './pool-metrics';

/** How every process, migration and test connects: entities are named, nothing is discovered. */
export function ormOptions(
  config: Pick<Config, 'databaseUrl' | 'databasePool'>,
  entities: EntityClass<unknown>[],
): Options {
  return {
    clientUrl: config.databaseUrl,
    entities,
    allowGlobalContext: false,
    forceUtcTimezone: true,
    pool: { min: 0, max: config.databasePool, idleTimeoutMillis: 30_000 },
    // A connection that cannot be had within this time is an error to answer, not a request to keep waiting.
    driverOptions: {
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      // A process that stands still in the middle of a transaction must not keep its locks from the others.
      idle_in_transaction_session_timeout: 10_000,
      application_name: 'datacare',
      onPoolCreated: (pool: Pool) => {
        releaseDeadConnections(pool);
        watchPool(pool);
      },
    },
  };
}

export const connect = (
  config: Pick<Config, 'databaseUrl' | 'databasePool'>,
  entities: EntityClass<unknown>[],
) => MikroORM.init(ormOptions(config, entities));
