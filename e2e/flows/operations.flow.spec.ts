import { randomUUID } from 'node:crypto';
import { sign } from '@datacare/cloud-api';
import { baseEnvironment, channelToken } from './harness/environment.mjs';
import { GraphqlClient } from './harness/graphql-client';
import { LiveClient } from './harness/live-client';
import { sendText } from './harness/operations';
import { fillOutbox } from './harness/outbox';
import { RedisServer } from './harness/redis-server';
import { startStack, type Stack } from './harness/stack';
import { eventually } from './harness/wait';
import { personOf, textFrom, webhook } from './harness/webhooks';

let stack: Stack;
let redis: RedisServer;
beforeAll(async () => {
  redis = await RedisServer.start(process.env['FLOW_FOLDER']!);
  stack = await startStack({ redisUrl: redis.url });
});
afterAll(async () => {
  await stack?.stop();
  await redis?.kill();
});

/** Posts a webhook; answers the id that its request was given. */
async function post(body: object): Promise<string> {
  const raw = Buffer.from(JSON.stringify(body));
  const answer = await fetch(`${stack.url}/webhooks/whatsapp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-hub-signature-256': sign(raw, baseEnvironment['WHATSAPP_APP_SECRET']!),
    },
    body: raw,
  });
  expect(answer.status).toBe(200);
  return answer.headers.get('x-correlation-id')!;
}
const conversationOf = (waId: string) =>
  eventually(async () => {
    const [row] = await stack.rows<{ id: string }>(
      `select c.id from conversation c join contact_identity i on i.contact_id = c.contact_id where i.value = $1`,
      [waId],
    );
    if (!row) throw new Error('no conversation yet');
    return row.id;
  });
const lines = (log: string) =>
  log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string; level: string; correlationId?: string });

describe('OPS-9: the log', () => {
  it('leads from a webhook to the answer by one id, in JSON, through api and worker', async () => {
    const person = personOf(1);
    const id = await post(webhook({ messages: [textFrom(person, 'Bei gani?')], people: [person] }));
    const other = await post(webhook({ messages: [textFrom(personOf(2), 'Habari')] }));
    expect(other).not.toBe(id);
    const conversationId = await conversationOf(person.waId);
    const admin = await stack.login('admin');
    const reply = await sendText(admin, {
      conversationId,
      clientKey: randomUUID(),
      body: 'KES 1,200',
    });
    await eventually(() => expect(stack.fake.ledger.total).toBeGreaterThan(0));
    const told = (log: string) =>
      lines(log)
        .filter(({ correlationId }) => correlationId === id)
        .map(({ msg }) => msg);
    await eventually(() => {
      expect(told(stack.apis[0]!.log())).toEqual([
        'webhook',
        expect.stringContaining(`reply ${reply.id}`),
      ]);
      expect(told(stack.workers[0]!.log())).toEqual(
        expect.arrayContaining([`conversation ${conversationId}`, `exchange ${reply.id}`]),
      );
    });
  });

  it('names the webhook whose item could not be processed, and hides numbers and tokens', async () => {
    const person = personOf(3);
    const id = await post(
      webhook({ messages: [textFrom(person, 'x', { timestamp: `at ${person.waId}` })] }),
    );
    await eventually(() =>
      expect(
        lines(stack.workers[0]!.log()).filter(
          ({ level, correlationId }) => level === 'warn' && correlationId === id,
        ),
      ).toHaveLength(1),
    );
    for (const { waId } of [personOf(1), personOf(2), person])
      for (const { log } of [...stack.apis, ...stack.workers].map((one) => ({ log: one.log() }))) {
        expect(log).not.toContain(waId);
        expect(log).not.toContain(channelToken);
      }
  });
});

describe('OPS-22: without Redis', () => {
  it('screens stay live, answers leave, sessions hold, and guessing is still stopped', async () => {
    const admin = await stack.login('admin');
    const { latestSeq } = await admin.get<{ latestSeq: number }>('{ latestSeq }');
    const screen = new LiveClient(stack.url, admin.accessToken!, latestSeq);
    await redis.kill();
    try {
      const person = personOf(5);
      await post(webhook({ messages: [textFrom(person, 'Mko wapi?')], people: [person] }));
      const conversationId = await conversationOf(person.waId);
      await eventually(() =>
        expect(screen.changes.map((change) => change.conversationId)).toContain(conversationId),
      );
      const sent = stack.fake.ledger.total;
      const answer = { conversationId, clientKey: randomUUID(), body: 'Nairobi' };
      expect(await sendText(admin, answer)).toMatchObject({ __typename: 'Message' });
      await eventually(() => expect(stack.fake.ledger.total).toBe(sent + 1));

      const guess = async () => {
        const { login } = await new GraphqlClient(stack.url).get<{ login: { __typename: string } }>(
          'mutation ($input: LoginInput!) { login(input: $input) { __typename } }',
          { input: { email: stack.emails('manager')[0], password: 'wrong' } },
        );
        return login.__typename;
      };
      const told: string[] = [];
      for (let tries = 0; tries < 11; tries++) told.push(await guess());
      expect(told.slice(0, 10)).toEqual(Array(10).fill('LoginFailed'));
      expect(told[10]).toBe('TooManyAttempts');
      expect(await (await stack.login('agent')).get('{ me { member { role } } }')).toEqual({
        me: { member: { role: 'AGENT' } },
      });
    } finally {
      await screen.close();
      await redis.start();
    }
  });
});

describe('OPS-7: the metrics', () => {
  it('move with webhooks, sends by outcome and code, the queue, the pool and the event loop', async () => {
    const [api, worker] = [stack.apis[0]!, stack.workers[0]!];
    const read = async () => ({
      items: await api.metric('datacare_webhook_items_total'),
      lag: await worker.metric('datacare_webhook_lag_seconds_count'),
      accepted: await worker.metric('datacare_sends_total', 'outcome="accepted"'),
      failed: await worker.metric('datacare_sends_total', 'code="131026"'),
      relayed: await worker.metric('datacare_events_relayed_total'),
    });
    const before = await read();
    await post(webhook({ messages: [textFrom(personOf(4), 'Habari')], people: [personOf(4)] }));
    await fillOutbox(stack, { threads: 3, each: 1 });
    await eventually(async () =>
      expect((await read()).accepted).toBeGreaterThanOrEqual(before.accepted + 3),
    );
    stack.fake.control.faults({ failures: { next: 1, code: 131026, httpStatus: 400 } });
    await fillOutbox(stack, { threads: 1, each: 1 });
    await eventually(async () => {
      const now = await read();
      expect(now.failed).toBe(before.failed + 1);
      expect(now.items).toBeGreaterThan(before.items);
      expect(now.lag).toBeGreaterThan(before.lag);
      expect(now.relayed).toBeGreaterThan(before.relayed);
    });
    for (const process of [api, worker]) {
      expect(await process.metric('datacare_database_connections')).toBeGreaterThan(0);
      expect(await process.metric('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    }
    // What cannot leave grows old.
    stack.fake.control.faults({ failures: { percent: 100, code: 130429, httpStatus: 400 } });
    await fillOutbox(stack, { threads: 5, each: 1 });
    await eventually(async () => {
      expect(await worker.metric('datacare_send_queue_age_seconds')).toBeGreaterThan(5);
      expect(await worker.metric('datacare_send_queue_depth')).toBeGreaterThan(0);
    }, 60_000);
  });
});
