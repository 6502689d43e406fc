// What a demo needs to keep secret: made once per checkout, readable by its owner only.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const kinds = {
  JWT_SECRET: () => randomBytes(48).toString('base64url'),
  SECRETS_KEY: () => randomBytes(32).toString('base64'),
  WHATSAPP_APP_SECRET: () => randomBytes(16).toString('hex'),
  WHATSAPP_VERIFY_TOKEN: () => randomBytes(16).toString('hex'),
  WHATSAPP_ACCESS_TOKEN: () => `demo-${randomBytes(24).toString('base64url')}`,
};

/** The secrets of the file, which is completed when it lacks one. */
export function secretsFrom(file) {
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const missing = Object.entries(kinds).filter(([name]) => !known[name]);
  if (!missing.length) return known;
  const all = { ...known, ...Object.fromEntries(missing.map(([name, make]) => [name, make()])) };
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
  return all;
}
