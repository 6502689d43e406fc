import { migrate, seed } from '@datacare/database';
import { ConfigProblem, loadConfig } from '@datacare/platform';

// Brings the database up to date: run once per release, before the api and the worker start. `--seed` fills a demo
// business; production never gets one, but a first administrator when it has no members.
try {
  const config = loadConfig(process.env);
  const ran = await migrate(config);
  console.log(ran.length ? `Migrated: ${ran.join(', ')}` : 'The database is up to date.');
  const isProduction = config.nodeEnv === 'production';
  if (isProduction || process.argv.includes('--seed')) {
    console.log(JSON.stringify({ logins: await seed(config, { demo: !isProduction }) }));
  }
  // Connections that still wait for an absent Redis must not keep a finished program.
  process.exit(0);
} catch (error) {
  console.error(error instanceof ConfigProblem ? error.message : error);
  process.exit(1);
}
