import { sign } from '@datacare/cloud-api';
import { baseEnvironment, line } from './environment.mjs';

/** Who writes in a webhook. */
export interface Person {
  waId: string;
  name: string;
  userId?: string;
}

export const personOf = (index: number): Person => ({
  waId: String(254_720_000_000 + index),
  userId: `KE.flow${index}`,
  name: `Customer ${index}`,
});

export const newWamid = (() => {
  const run = Math.random().toString(36).slice(2, 8);
  let count = 0;
  return () => `wamid.flow${run}${String((count += 1)).padStart(8, '0')}`;
})();

type Json = Record<string, unknown>;

export const messageFrom = (person: Person, content: Json, changes: Json = {}): Json => ({
  from: person.waId,
  ...(person.userId ? { from_user_id: person.userId } : {}),
  id: newWamid(),
  timestamp: String(Math.floor(Date.now() / 1000)),
  ...content,
  ...changes,
});

export const textFrom = (person: Person, body: string, changes: Json = {}): Json =>
  messageFrom(person, { type: 'text', text: { body } }, changes);

/** A webhook of the field `messages` with these messages and statuses. */
export function webhook(
  parts: { messages?: unknown[]; statuses?: unknown[]; people?: Person[] },
  phoneNumberId = line.phoneNumberId,
): Json {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '254711000000', phone_number_id: phoneNumberId },
    ...(parts.people
      ? {
          contacts: parts.people.map(({ waId, userId, name }) => ({
            profile: { name },
            wa_id: waId,
            ...(userId ? { user_id: userId } : {}),
          })),
        }
      : {}),
    ...(parts.messages ? { messages: parts.messages } : {}),
    ...(parts.statuses ? { statuses: parts.statuses } : {}),
  };
  const entry = { id: line.wabaId, changes: [{ field: 'messages', value }] };
  return { object: 'whatsapp_business_account', entry: [entry] };
}

/** Posts a signed webhook once; the status, or 0 when nothing answered. */
export async function postWebhook(
  url: string,
  body: unknown,
  options: { signature?: string; timeoutMs?: number } = {},
): Promise<number> {
  const raw = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  try {
    const answer = await fetch(`${url}/webhooks/whatsapp`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-hub-signature-256':
          options.signature ?? sign(raw, baseEnvironment['WHATSAPP_APP_SECRET']!),
      },
      body: raw,
      signal: AbortSignal.timeout(options.timeoutMs ?? 20_000),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}
