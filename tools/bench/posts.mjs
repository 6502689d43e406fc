// Posts prepared webhooks as fast as asked; runs in a process of its own, so that it can be told from the product.
import { createHmac } from 'node:crypto';
import { Pool } from 'undici';
import { appSecret, phoneNumberId, wabaId } from './settings.mjs';

const { url, posts, itemsPerPost, concurrency, people, prefix } = JSON.parse(process.argv[2]);

const message = (n) => ({
  from: String(254_700_000_000 + (n % people)),
  from_user_id: `KE.${1_000_000 + (n % people)}`,
  id: `wamid.${prefix}.${n}`,
  timestamp: String(Math.floor(Date.now() / 1000)),
  type: 'text',
  text: { body: `Habari, nauliza kuhusu oda yangu namba ${n}` },
});

function webhook(index) {
  const messages = Array.from({ length: itemsPerPost }, (_, item) =>
    message(index * itemsPerPost + item),
  );
  const contacts = messages.map(({ from, from_user_id }) => ({
    profile: { name: `Mteja ${from}` },
    wa_id: from,
    user_id: from_user_id,
  }));
  const metadata = { display_phone_number: '254711000000', phone_number_id: phoneNumberId };
  const value = { messaging_product: 'whatsapp', metadata, contacts, messages };
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: wabaId, changes: [{ field: 'messages', value }] }],
  });
  return {
    body,
    signature: `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`,
  };
}

const prepared = Array.from({ length: posts }, (_, index) => webhook(index));
const pool = new Pool(url, { connections: concurrency, pipelining: 1 });
const times = [];
let failures = 0;
let next = 0;

async function post() {
  while (next < prepared.length) {
    const { body, signature } = prepared[next++];
    const start = performance.now();
    const { statusCode, body: answer } = await pool.request({
      path: '/webhooks/whatsapp',
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
      body,
    });
    await answer.dump();
    times.push(performance.now() - start);
    if (statusCode !== 200) failures++;
  }
}

const start = performance.now();
await Promise.all(Array.from({ length: concurrency }, post));
console.log(JSON.stringify({ milliseconds: performance.now() - start, times, failures }));
await pool.close();
