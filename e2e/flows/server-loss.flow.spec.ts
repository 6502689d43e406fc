import { attemptStates, fillOutbox, openAttempts, reckoning, waitingItems } from './harness/outbox';
import { PostgresServer } from './harness/postgres-server';
import { RedisServer } from './harness/redis-server';
import { startStack, type Stack } from './harness/stack';
import { eventually, sleep } from './harness/wait';
import { personOf, postWebhook, textFrom, webhook } from './harness/webhooks';

let stack: Stack;
let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await stack?.stop();
  for (const close of closing.splice(0)) await close();
});

interface Posted {
  wamid: string;
  status: number;
  from: number;
  to: number;
}

/** Customers who write one after the other until told to stop; each message is repeated until it is answered with 200. */
function customersWriting(url: () => string) {
  const posts: Posted[] = [];
  let isOver = false;
  const run = async (offset: number) => {
    for (let index = offset; !isOver; index += 4) {
      const message = textFrom(personOf(index), `Message ${index}`);
      for (let status = 0; status !== 200 && !isOver;) {
        const from = Date.now();
        status = await postWebhook(
          url(),
          webhook({ messages: [message], people: [personOf(index)] }),
        );
        posts.push({ wamid: String(message['id']), status, from, to: Date.now() });
        if (status !== 200) await sleep(100);
      }
      await sleep(10);
    }
  };
  const running = Promise.all([0, 1, 2, 3].map(run));
  return {
    posts,
    stop: async () => {
      isOver = true;
      await running;
    },
  };
}

const acknowledged = (posts: readonly Posted[]) => [
  ...new Set(posts.filter(({ status }) => status === 200).map(({ wamid }) => wamid)),
];

const stored = (wamids: readonly string[]) =>
  stack.count('select count(*) from message where wamid = any($1::text[])', [wamids]);

describe('F5: Postgres stopped without warning while messages come and go', () => {
  it('never says 200 in the gap, comes back by itself, loses nothing and doubles nothing', async () => {
    const postgres = await PostgresServer.start(process.env['FLOW_FOLDER']!);
    closing = [() => postgres.remove()];
    stack = await startStack({ server: postgres, perSecond: 60 });
    const planned = await fillOutbox(stack, { threads: 400, each: 3 });
    const writing = customersWriting(() => stack.url);
    const gaps: { from: number; to: number }[] = [];
    for (let restart = 0; restart < 3; restart++) {
      await sleep(2_500);
      await postgres.stopImmediately();
      const from = Date.now();
      await sleep(1_500);
      gaps.push({ from, to: Date.now() });
      await postgres.start();
      // The table of faults grants ten seconds.
      await Promise.all([...stack.apis, ...stack.workers].map((one) => one.ready(10_000)));
    }
    await sleep(1_000);
    await writing.stop();

    const inGaps = writing.posts.filter(({ from, to }) =>
      gaps.some((gap) => from >= gap.from && to <= gap.to),
    );
    expect(inGaps.length).toBeGreaterThan(0);
    for (const { status } of inGaps) expect(status).toBeGreaterThanOrEqual(500);
    expect([...stack.apis, ...stack.workers].every(({ isRunning }) => isRunning)).toBe(true);

    const wamids = acknowledged(writing.posts);
    await eventually(async () => expect(await stored(wamids)).toBe(wamids.length));
    await eventually(async () => expect(await openAttempts(stack)).toBe(0), 100_000);
    await stack.fake.control.webhooksSettled(60_000);
    await eventually(async () => {
      expect(await waitingItems(stack)).toBe(0);
      expect(await reckoning(stack)).toMatchObject({ doubled: 0, unsettled: 0 });
    }, 60_000);
    const { accepted, unique, known } = await reckoning(stack);
    expect([unique, known]).toEqual([accepted, accepted]);
    const states = await attemptStates(stack);
    expect((states['accepted'] ?? 0) + (states['unconfirmed'] ?? 0)).toBe(planned);
    expect(states['accepted']).toBe(accepted);
  });
});

describe('F3: Redis emptied, killed and away while messages come and go', () => {
  it('sends and takes in everything, and people can still log in', async () => {
    const redis = await RedisServer.start(process.env['FLOW_FOLDER']!);
    closing = [() => redis.kill()];
    stack = await startStack({ redisUrl: redis.url, perSecond: 100 });
    const planned = await fillOutbox(stack, { threads: 500, each: 3 });
    const writing = customersWriting(() => stack.url);
    await sleep(1_500);
    await redis.flush();
    await sleep(1_500);
    await redis.kill();
    await sleep(1_000);
    const admin = await stack.login('admin');
    expect(await admin.get('{ me { member { role } } }')).toEqual({
      me: { member: { role: 'ADMIN' } },
    });
    const sentBefore = stack.fake.ledger.total;
    await sleep(3_000);
    if (sentBefore < planned) expect(stack.fake.ledger.total).toBeGreaterThan(sentBefore);
    const ready = await fetch(`${stack.url}/health/ready`);
    expect([ready.status, await ready.json()]).toMatchObject([200, { status: 'degraded' }]);
    await redis.start();
    await sleep(1_000);
    await redis.flush();
    await writing.stop();

    const wamids = acknowledged(writing.posts);
    expect(writing.posts.every(({ status }) => status === 200)).toBe(true);
    await eventually(async () => expect(await stored(wamids)).toBe(wamids.length));
    await eventually(
      async () => expect(await attemptStates(stack)).toEqual({ accepted: planned }),
      60_000,
    );
    expect(await reckoning(stack)).toMatchObject({
      accepted: planned,
      unique: planned,
      doubled: 0,
    });
    expect([...stack.apis, ...stack.workers].every(({ isRunning }) => isRunning)).toBe(true);
    await eventually(async () => {
      const again = await fetch(`${stack.url}/health/ready`);
      expect(await again.json()).toMatchObject({ status: 'up' });
    });
  });
});
