import { z } from 'zod';

const flag = z.stringbool();
const port = z.coerce.number().int().min(0).max(65535);
const secret = (bytes: number) =>
  z
    .string()
    .min(bytes, `needs at least ${bytes} characters: generate one with "openssl rand -base64 48"`);
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

/** Every setting of the product; all of them come from the environment. */
const environmentSchema = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .default('info'),
    HOST: z.string().default('127.0.0.1'),
    PORT: port.default(3000),
    WORKER_PORT: port.default(3001),
    PUBLIC_URL: z.url().default('http://localhost:3000'),
    ALLOWED_ORIGINS: list.default([]),
    TRUST_PROXY: list.default([]),
    CONSOLE_DIR: z.string().optional(),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'looks like postgres://user:password@host:5432/database'),
    DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20),
    REDIS_URL: z.string().regex(/^rediss?:\/\//, 'looks like redis://host:6379/0'),
    REDIS_PREFIX: z
      .string()
      .regex(/^[\w-]+$/)
      .default('datacare'),
    MONGODB_URL: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\//, 'looks like mongodb://host:27017/datacare')
      .optional(),
    JOURNAL_DAYS: z.coerce.number().int().min(1).default(90),
    JWT_SECRET: secret(32),
    SECRETS_KEY: secret(32),
    SECRETS_PREVIOUS_KEYS: list.default([]),
    WHATSAPP_GRAPH_URL: z.url().default('https://graph.facebook.com'),
    WHATSAPP_API_VERSION: z
      .string()
      .regex(/^v\d+\.\d+$/, 'looks like v26.0')
      .default('v26.0'),
    WHATSAPP_APP_SECRET: secret(8),
    WHATSAPP_VERIFY_TOKEN: secret(8),
    WHATSAPP_ACCESS_TOKEN: z.string().optional(),
    WHATSAPP_BUSINESS_ACCOUNT_ID: z.string().optional(),
    WHATSAPP_PHONE_NUMBER_ID: z.string().optional(),
    MEDIA_DIR: z.string().default('.data/media'),
    S3_ENDPOINT: z.url().optional(),
    S3_BUCKET: z.string().optional(),
    S3_REGION: z.string().default('us-east-1'),
    S3_ACCESS_KEY_ID: z.string().optional(),
    S3_SECRET_ACCESS_KEY: z.string().optional(),
    SECURE_COOKIES: flag.optional(),
  })
  .superRefine((env, context) => {
    const s3 = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
    if (!s3.some((name) => env[name])) return;
    for (const name of s3) {
      if (!env[name])
        context.addIssue({
          code: 'custom',
          path: [name],
          message: 'is needed to keep media on S3',
        });
    }
  });

export type StorageSettings =
  | { kind: 'disk'; dir: string }
  | {
      kind: 's3';
      endpoint: string;
      bucket: string;
      region: string;
      accessKeyId: string;
      secretAccessKey: string;
    };

/** The settings of this process, checked once at start. */
export class Config {
  nodeEnv: 'development' | 'test' | 'production';
  logLevel: string;
  host: string;
  port: number;
  /** Where the worker answers health and metrics. */
  workerPort: number;
  /** Where people and Meta reach the product; links are built from it, never from a request's Host. */
  publicUrl: string;
  /** Origins whose browsers may open a socket: the public URL's own, and those named. */
  allowedOrigins: string[];
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  trustProxy: string[];
  consoleDir?: string;
  databaseUrl: string;
  databasePool: number;
  redisUrl: string;
  /** Starts every key, so that several deployments can share a server. */
  redisPrefix: string;
  mongodbUrl?: string;
  /** Days that the journal keeps an entry. */
  journalDays: number;
  jwtSecret: string;
  /** Key-encryption keys, newest first; the older ones only open. */
  secretsKeys: string[];
  whatsapp: {
    graphUrl: string;
    apiVersion: string;
    appSecret: string;
    verifyToken: string;
    accessToken?: string;
    businessAccountId?: string;
    phoneNumberId?: string;
  };
  storage: StorageSettings;
  /** Cookies carry `Secure` and the `__Host-` prefix. */
  secureCookies: boolean;
}

/** All problems in one message, so that a new deployment is corrected once. */
export class ConfigProblem extends Error {
  constructor(readonly problems: string[]) {
    super(
      `The configuration is not complete:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
  }
}

/** Reads the environment; throws ConfigProblem naming every setting that is missing or malformed. */
export function loadConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigProblem(
      parsed.error.issues.map(({ path, message }) => {
        const name = path.join('.');
        return given[name] === undefined ? `${name} is not set (${message})` : `${name} ${message}`;
      }),
    );
  }
  const env = parsed.data;
  return Object.assign(new Config(), {
    nodeEnv: env.NODE_ENV,
    logLevel: env.LOG_LEVEL,
    host: env.HOST,
    port: env.PORT,
    workerPort: env.WORKER_PORT,
    publicUrl: env.PUBLIC_URL.replace(/\/$/, ''),
    allowedOrigins: [new URL(env.PUBLIC_URL).origin, ...env.ALLOWED_ORIGINS],
    trustProxy: env.TRUST_PROXY,
    consoleDir: env.CONSOLE_DIR,
    databaseUrl: env.DATABASE_URL,
    databasePool: env.DATABASE_POOL,
    redisUrl: env.REDIS_URL,
    redisPrefix: env.REDIS_PREFIX,
    mongodbUrl: env.MONGODB_URL,
    journalDays: env.JOURNAL_DAYS,
    jwtSecret: env.JWT_SECRET,
    secretsKeys: [env.SECRETS_KEY, ...env.SECRETS_PREVIOUS_KEYS],
    whatsapp: {
      graphUrl: env.WHATSAPP_GRAPH_URL.replace(/\/$/, ''),
      apiVersion: env.WHATSAPP_API_VERSION,
      appSecret: env.WHATSAPP_APP_SECRET,
      verifyToken: env.WHATSAPP_VERIFY_TOKEN,
      accessToken: env.WHATSAPP_ACCESS_TOKEN,
      businessAccountId: env.WHATSAPP_BUSINESS_ACCOUNT_ID,
      phoneNumberId: env.WHATSAPP_PHONE_NUMBER_ID,
    },
    storage: env.S3_BUCKET
      ? {
          kind: 's3',
          endpoint: env.S3_ENDPOINT!.replace(/\/$/, ''),
          bucket: env.S3_BUCKET,
          region: env.S3_REGION,
          accessKeyId: env.S3_ACCESS_KEY_ID!,
          secretAccessKey: env.S3_SECRET_ACCESS_KEY!,
        }
      : { kind: 'disk', dir: env.MEDIA_DIR },
    secureCookies: env.SECURE_COOKIES ?? env.PUBLIC_URL.startsWith('https:'),
  } satisfies Config);
}
