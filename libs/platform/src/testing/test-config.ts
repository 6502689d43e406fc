import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, type Config } from '../config/config';

/** A complete configuration of its own for one test app; `environment` replaces single settings. */
export function testConfig(environment: Record<string, string> = {}): Config {
  const own = randomUUID().slice(0, 8);
  return loadConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'fatal',
    PORT: '0',
    WORKER_PORT: '0',
    DATABASE_URL: process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres',
    DATABASE_POOL: '8',
    REDIS_URL: process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379/9',
    REDIS_PREFIX: `test-${own}`,
    JWT_SECRET: 'a secret of the tests that is long enough',
    SECRETS_KEY: 'another secret of the tests, also long enough',
    WHATSAPP_APP_SECRET: 'test-app-secret',
    WHATSAPP_VERIFY_TOKEN: 'test-verify-token',
    MEDIA_DIR: join(tmpdir(), `datacare-test-media-${own}`),
    ...environment,
  });
}
