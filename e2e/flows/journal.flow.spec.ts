import { request, Agent } from 'node:http';
import { sign } from '@datacare/cloud-api';
import { freePort } from './harness/app-process';
import { baseEnvironment } from './harness/environment.mjs';
import { fillOutbox, attemptStates, waitingItems } from './harness/outbox';
import { startStack, type Stack } from './harness/stack';
import { silentServer } from './harness/silent-server';
import { eventually, inParallel } from './harness/wait';
import { personOf, postWebhook, textFrom, webhook } from './harness/webhooks';

let stack: Stack;
afterEach(() => stack?.stop());

/** Posts one small body so many times, faster than fetch could. */
async function repeat(url: string, body: string, times: number): Promise<Set<number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const signature = sign(Buffer.from(body), baseEnvironment['WHATSAPP_APP_SECRET']!);
  const headers = {
    'content-type': 'application/json',
    'content-length': String(body.length),
    'x-hub-signature-256': signature,
  };
  const post = () =>
    new Promise<number>((resolve, reject) => {
      const options = { method: 'POST', agent, headers };
      const sent = request(`${url}/webhooks/whatsapp`, options, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode!));
      });
      sent.on('error', reject).end(body);
    });
  const statuses = await inParallel(Array.from({ length: times }), 32, post);
  agent.destroy();
  return new Set(statuses);
}

async function expectEverydayWork(): Promise<void> {
  const messages = Array.from({ length: 200 }, (_, index) => textFrom(personOf(index), `${index}`));
  const statuses = await inParallel(messages, 8, (message) =>
    postWebhook(stack.url, webhook({ messages: [message] }), { timeoutMs: 5_000 }),
  );
  expect(new Set(statuses)).toEqual(new Set([200]));
  const planned = await fillOutbox(stack, { threads: 200, each: 1 });
  await eventually(async () => {
    expect(await waitingItems(stack)).toBe(0);
    expect(await attemptStates(stack)).toEqual({ accepted: planned });
  });
  const admin = await stack.login('admin');
  expect(await admin.get('{ conversationCounts { all } }')).toMatchObject({
    conversationCounts: { all: 400 },
  });
  expect((await fetch(`${stack.url}/health/ready`)).status).toBe(200);
}

describe('F19: MongoDB away or silent', () => {
  it('keeps nobody waiting when nothing listens; the buffer is bounded and what falls out is counted', async () => {
    stack = await startStack({
      env: { MONGODB_URL: `mongodb://127.0.0.1:${await freePort()}/datacare` },
    });
    await expectEverydayWork();
    const [api] = stack.apis;
    const before = await api!.memory();
    // The buffer holds 20,000 entries; each answered webhook is one.
    expect(await repeat(stack.url, '{"entry":[]}', 21_500)).toEqual(new Set([200]));
    expect(await api!.metric('datacare_journal_dropped_total')).toBeGreaterThan(0);
    expect((await api!.memory()) - before).toBeLessThan(200);
    expect(await api!.terminate()).toBe(0);
  });

  it('keeps nobody waiting when it takes connections and never answers', async () => {
    const mongo = await silentServer();
    try {
      stack = await startStack({
        env: { MONGODB_URL: `mongodb://127.0.0.1:${mongo.port}/datacare` },
      });
      await expectEverydayWork();
      expect(mongo.connections()).toBeGreaterThan(0);
    } finally {
      await mongo.close();
    }
  });
});
