// The floor for webhooks: a bare Node server that checks the signature over the raw bytes and inserts the body, its
// concurrent requests sharing one insert, as the product does it; nothing is parsed and nothing is processed.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';
import { appSecret } from './settings.mjs';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4 });
await pool.query(
  'create table if not exists floor_event (id bigserial primary key, body text not null)',
);

let waiting = [];
let running = 0;
async function flush() {
  if (running >= 2 || waiting.length === 0) return;
  const batch = waiting;
  waiting = [];
  running++;
  try {
    await pool.query('insert into floor_event (body) select unnest($1::text[])', [
      batch.map(({ body }) => body),
    ]);
    for (const { response } of batch) response.writeHead(200).end();
  } catch {
    for (const { response } of batch) response.writeHead(503).end();
  }
  running--;
  void flush();
}

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method !== 'POST') return response.writeHead(200).end();
    const body = Buffer.concat(chunks);
    const given = Buffer.from(String(request.headers['x-hub-signature-256']).slice(7), 'hex');
    const expected = createHmac('sha256', appSecret).update(body).digest();
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      return response.writeHead(401).end();
    waiting.push({ body: body.toString(), response });
    return setImmediate(flush);
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
