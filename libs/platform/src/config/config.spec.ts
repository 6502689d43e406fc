import { loadConfig, type ConfigProblem } from './config';

const complete = {
  DATABASE_URL: 'postgres://localhost/datacare',
  REDIS_URL: 'redis://localhost:6379/0',
  JWT_SECRET: 'x'.repeat(32),
  SECRETS_KEY: 'y'.repeat(32),
  WHATSAPP_APP_SECRET: 'app-secret',
  WHATSAPP_VERIFY_TOKEN: 'verify-token',
};

const problems = (environment: Record<string, string>): string[] => {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    return (error as ConfigProblem).problems;
  }
};

describe('loadConfig', () => {
  it('fills in what a deployment rarely changes', () => {
    const config = loadConfig(complete);
    expect(config).toMatchObject({
      port: 3000,
      whatsapp: { apiVersion: 'v26.0' },
      secureCookies: false,
    });
    expect(config.allowedOrigins).toEqual(['http://localhost:3000']);
  });

  it('names every setting that is missing or malformed in one message', () => {
    const found = problems({ ...complete, DATABASE_URL: '', PORT: 'many', JWT_SECRET: 'short' });
    expect(found).toHaveLength(3);
    for (const name of [/^DATABASE_URL is not set/, /^PORT /, /^JWT_SECRET needs at least 32/]) {
      expect(found).toContainEqual(expect.stringMatching(name));
    }
  });

  it('asks for the whole of S3 when a part of it is given', () => {
    expect(problems({ ...complete, S3_BUCKET: 'media' })).toEqual([
      'S3_ENDPOINT is not set (is needed to keep media on S3)',
      'S3_ACCESS_KEY_ID is not set (is needed to keep media on S3)',
      'S3_SECRET_ACCESS_KEY is not set (is needed to keep media on S3)',
    ]);
  });

  it('marks cookies secure when the public address is https', () => {
    expect(loadConfig({ ...complete, PUBLIC_URL: 'https://chat.duka.co.ke/' })).toMatchObject({
      secureCookies: true,
      publicUrl: 'https://chat.duka.co.ke',
    });
  });
});
