// The services of a test run, with databases of its own that are dropped at its end.
import { dropDatabases, listDatabases } from '../start/postgres.mjs';
import { startServices } from '../start/services.mjs';

// The names that the tests' own helpers give to the databases they make and drop; a killed test may leave one.
const testPrefixes = ['datacare_test', 'datacare_scratch'];

/** Starts the services once, at the first call: `{ env, databaseUrl }`. `closing` ends them and drops what is left. */
export function lazyServices({ dataFolder, logFolder, closing }) {
  let started;
  const database = `datacare_test_${process.pid}`;
  const start = async () => {
    const services = await startServices({
      purpose: 'test',
      database,
      dataFolder,
      logFolder,
      env: process.env,
    });
    closing.add(services.stop);
    const before = new Set(await listDatabases(services.databaseUrl));
    closing.add(async () => {
      const ours = (name) =>
        name === database ||
        (!before.has(name) && testPrefixes.some((prefix) => name.startsWith(prefix)));
      await dropDatabases(services.databaseUrl, ours);
    });
    const env = {
      DATABASE_URL: services.databaseUrl,
      REDIS_URL: services.redisUrl,
      // What the tests' own helpers make their databases beside.
      TEST_DATABASE_URL: services.databaseUrl,
      TEST_REDIS_URL: services.redisUrl,
      ...(services.mongodbUrl ? { MONGODB_URL: services.mongodbUrl } : {}),
    };
    return { ...services, env };
  };
  return () => (started ??= start());
}
