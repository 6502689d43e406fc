import { z } from 'zod';

const text = (fallback: string) => z.string().trim().min(1).default(fallback);

const schema = z
  .object({
    SIMULATOR_PORT: z.coerce.number().int().min(1).max(65_535).default(3900),
    /** Whoever reaches the control can send as any customer, so only this machine may by default. */
    SIMULATOR_HOST: text('127.0.0.1'),
    WHATSAPP_APP_SECRET: text('simulator-app-secret'),
    WHATSAPP_ACCESS_TOKEN: text('simulator-access-token'),
    WHATSAPP_BUSINESS_ACCOUNT_ID: text('102290129340398'),
    WHATSAPP_PHONE_NUMBER_ID: text('106540352242922'),
    WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** The same under the name that the other processes use. */
    WHATSAPP_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** Messages per second of the number: 80, or 1000 when upgraded. */
    SIMULATOR_THROUGHPUT: z.coerce.number().int().min(1).default(80),
    /** File that customers and chats are kept in over a restart; without one each start is fresh. */
    SIMULATOR_STATE: z.string().trim().min(1).optional(),
  })
  .transform((env) => ({
    port: env.SIMULATOR_PORT,
    host: env.SIMULATOR_HOST,
    appSecret: env.WHATSAPP_APP_SECRET,
    accessToken: env.WHATSAPP_ACCESS_TOKEN,
    wabaId: env.WHATSAPP_BUSINESS_ACCOUNT_ID,
    phoneNumberId: env.WHATSAPP_PHONE_NUMBER_ID,
    throughput: env.SIMULATOR_THROUGHPUT,
    stateFile: env.SIMULATOR_STATE,
    webhookUrl:
      env.WEBHOOK_URL ?? env.WHATSAPP_WEBHOOK_URL ?? 'http://localhost:3000/webhooks/whatsapp',
  }));

export type Settings = z.infer<typeof schema>;

/** Reads the environment; all problems come in one message. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Error(`The environment does not fit:\n${z.prettifyError(parsed.error)}`);
}
