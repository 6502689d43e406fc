// The environment the processes of a demo get. What the caller's environment names always wins.

/** The ports of the demo: the defaults, or those the caller's environment names. */
export const portsOf = (env) => ({
  api: Number(env.PORT ?? 3000),
  worker: Number(env.WORKER_PORT ?? 3001),
  simulator: Number(env.SIMULATOR_PORT ?? 3900),
  console: Number(env.CONSOLE_PORT ?? 4200),
});

const defined = (values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** Services, secrets and addresses as environment variables, below the caller's own. */
export function demoEnvironment({ env, services, secrets, folders }) {
  const { api, worker, simulator } = portsOf(env);
  return {
    // Production would refuse the demo business and get a first administrator instead.
    NODE_ENV: 'development',
    ...secrets,
    PORT: String(api),
    WORKER_PORT: String(worker),
    PUBLIC_URL: `http://localhost:${api}`,
    SIMULATOR_PORT: String(simulator),
    WHATSAPP_GRAPH_URL: `http://127.0.0.1:${simulator}`,
    WHATSAPP_WEBHOOK_URL: `http://127.0.0.1:${api}/webhooks/whatsapp`,
    WHATSAPP_BUSINESS_ACCOUNT_ID: '102290129340398',
    WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
    MEDIA_DIR: folders.media,
    CONSOLE_DIR: folders.console,
    ...env,
    ...defined({
      DATABASE_URL: services.databaseUrl,
      REDIS_URL: services.redisUrl,
      MONGODB_URL: services.mongodbUrl,
    }),
  };
}
