// The floor for sending: a bare undici loop that posts the same bodies, nothing stored, nothing paced.
import { Pool } from 'undici';
import { accessToken, phoneNumberId } from './settings.mjs';

const { url, count, concurrency } = JSON.parse(process.argv[2]);
const pool = new Pool(url, { connections: concurrency, pipelining: 1 });
let next = 0;
async function send() {
  while (next < count) {
    const n = next++;
    const { body } = await pool.request({
      path: `/v26.0/${phoneNumberId}/messages`,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: JSON.stringify({
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: String(254_710_000_000 + n),
        type: 'text',
        text: { body: `Oda yako namba ${n} imefungwa.` },
        biz_opaque_callback_data: `floor-${n}`,
      }),
    });
    await body.text();
  }
}
const start = performance.now();
await Promise.all(Array.from({ length: concurrency }, send));
console.log(JSON.stringify({ milliseconds: performance.now() - start }));
await pool.close();
