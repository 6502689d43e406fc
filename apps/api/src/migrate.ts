import { migrate } from '@datacare/database';
import { loadConfig } from '@datacare/platform';

// Brings the database up to date: run once per release, before the api and the worker start.
const config = loadConfig(process.env);
const ran = await migrate(config);
console.log(ran.length ? `Migrated: ${ran.join(', ')}` : 'The database is up to date.');
