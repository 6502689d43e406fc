// Writes the migration that brings the database from the last migration to the entities as they are now:
// node database/create-migration.mjs add-conversation-topic
import { run } from './run.mjs';

await run('create-migration.ts', process.argv.slice(2));
