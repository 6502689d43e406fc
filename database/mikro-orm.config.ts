import { type Config, ormOptions } from '@datacare/platform';
import { Migrator } from '@mikro-orm/migrations';
import type { Options } from '@mikro-orm/postgresql';
import { entities } from './entities';
import { migrations } from './migrations';

/** How migrations and the tools of this folder connect; the apps connect with the same entities. */
export function migrationOptions(config: Pick<Config, 'databaseUrl' | 'databasePool'>): Options {
  return {
    ...ormOptions(config, entities),
    extensions: [Migrator],
    migrations: {
      tableName: 'migration',
      migrationsList: migrations,
      snapshot: false,
      silent: true,
      disableForeignKeys: false,
    },
  };
}
