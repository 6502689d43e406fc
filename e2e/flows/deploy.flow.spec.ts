import { attemptStates, fillOutbox, openAttempts, reckoning, waitingItems } from './harness/outbox';
import { exitOf, programOf, startProgram } from './harness/app-process';
import { baseEnvironment } from './harness/environment.mjs';
import { startStack, type Stack } from './harness/stack';
import { eventually, inParallel, sleep } from './harness/wait';
import { personOf, postWebhook, textFrom, webhook } from './harness/webhooks';

let stack: Stack;
afterEach(() => stack?.stop());

/** Messages of customers, each posted until it is answered with 200; answers their wamids. */
async function customersWrite(count: number): Promise<string[]> {
  const { url } = stack;
  const messages = Array.from({ length: count }, (_, index) =>
    textFrom(personOf(index % 200), `Message ${index}`),
  );
  await inParallel(messages, 8, async (message, index) => {
    const body = webhook({ messages: [message], people: [personOf(index % 200)] });
    while ((await postWebhook(url, body)) !== 200) await sleep(100);
    await sleep(10);
  });
  return messages.map(({ id }) => String(id));
}

async function expectAllStored(wamids: string[]): Promise<void> {
  await eventually(async () => {
    expect(await waitingItems(stack)).toBe(0);
    const stored = await stack.count('select count(*) from message where wamid = any($1::text[])', [
      wamids,
    ]);
    expect(stored).toBe(wamids.length);
  });
  await eventually(async () =>
    expect(
      await stack.count('select sum(unread_count) from conversation where unread_count > 0'),
    ).toBe(wamids.length),
  );
}

describe('F22: a deploy in the middle of the work', () => {
  it('ends api and worker with code 0 in time, beside their successors, and loses and doubles nothing', async () => {
    stack = await startStack({ apis: 2, workers: 2, perSecond: 150 });
    // The second of each is the new version, which has just been started.
    const planned = await fillOutbox(stack, { threads: 500, each: 3 });
    const writing = customersWrite(1_000);
    await eventually(() => expect(stack.fake.ledger.total).toBeGreaterThan(100));
    const began = Date.now();
    const codes = await Promise.all([stack.workers[0]!.terminate(), stack.apis[0]!.terminate()]);
    expect(codes).toEqual([0, 0]);
    expect(Date.now() - began).toBeLessThan(30_000);
    // Nothing was left behind by the one that ended: no doubt arises from a deploy.
    await expectAllStored(await writing);
    await eventually(async () => expect(await attemptStates(stack)).toEqual({ accepted: planned }));
    expect(await reckoning(stack)).toMatchObject({
      accepted: planned,
      unique: planned,
      doubled: 0,
    });
    expect(
      await stack.count(
        "select count(*) from event where type = 'messaging.message_status_changed' and payload->>'status' = 'unconfirmed'",
      ),
    ).toBe(0);
  });
});

describe('OPS-2: two of each, and one of each dies under load', () => {
  it('loses nothing and doubles nothing', async () => {
    stack = await startStack({ apis: 2, workers: 2, perSecond: 150 });
    const planned = await fillOutbox(stack, { threads: 500, each: 2 });
    const writing = customersWrite(1_000);
    await eventually(() => expect(stack.fake.ledger.total).toBeGreaterThan(100));
    await Promise.all([stack.workers[0]!.kill(), stack.apis[0]!.kill()]);
    await expectAllStored(await writing);
    // Leases are kept by the database's clock: moving them back is waiting.
    await eventually(async () => {
      await stack.rows(
        "update send_attempt set lease_until = lease_until - interval '10 seconds' where state in ('claimed', 'sending') and (sent_at is null or sent_at < now() - interval '5 seconds')",
      );
      expect(await openAttempts(stack)).toBe(0);
    });
    await stack.fake.control.webhooksSettled();
    await eventually(async () => {
      expect(await waitingItems(stack)).toBe(0);
      expect((await reckoning(stack)).unsettled).toBe(0);
    });
    const { accepted, unique, doubled } = await reckoning(stack);
    expect([unique, doubled]).toEqual([accepted, 0]);
    const states = await attemptStates(stack);
    expect((states['accepted'] ?? 0) + (states['unconfirmed'] ?? 0)).toBe(planned);
    expect(states['accepted']).toBe(accepted);
  });
});

describe('F23: a release that is started twice', () => {
  it('migrates once, and both starts succeed', async () => {
    stack = await startStack({ apis: 1, workers: 0 });
    await stack.rows('drop schema public cascade');
    await stack.rows('create schema public');
    const env = {
      ...baseEnvironment,
      PATH: process.env['PATH'],
      DATABASE_URL: stack.databaseUrl,
      REDIS_URL: process.env['FLOW_REDIS_URL'],
    };
    const starts = [0, 1, 2].map((nth) =>
      startProgram(process.execPath, [programOf('api', 'migrate.js')], {
        env,
        logFile: `${stack.folder}/migrate-${nth}.log`,
      }),
    );
    expect(await Promise.all(starts.map(exitOf))).toEqual([0, 0, 0]);
    expect(
      await stack.count('select max(n) from (select count(*) as n from migration group by name) m'),
    ).toBe(1);
  });
});
