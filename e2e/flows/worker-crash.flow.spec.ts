import { startStack, type Stack } from './harness/stack';
import {
  attemptStates,
  fillOutbox,
  isRising,
  openAttempts,
  received,
  reckoning,
  waitingItems,
} from './harness/outbox';
import { eventually, sleep } from './harness/wait';

const UNCONFIRMED = `query { unconfirmedMessages(first: 100) { edges { node { id status } } } }`;

let stack: Stack;
afterEach(() => stack?.stop());

describe('F1: workers killed at random', () => {
  it('loses none of 5,000 messages, sends none twice, and lets webhooks settle the doubtful ones', async () => {
    stack = await startStack({ workers: 2, perSecond: 200 });
    // What became of a message is only heard of at the end: until then the doubt has to be carried.
    stack.fake.control.faults({ webhooks: { paused: true } });
    const planned = await fillOutbox(stack, { threads: 500, each: 10 });
    expect(planned).toBe(5_000);
    for (let kill = 0; kill < 20; kill++) {
      await sleep(200 + Math.random() * 800);
      const worker = stack.workers[kill % 2]!;
      await worker.kill();
      worker.spawn();
    }
    // A claim comes back after its lease of 30 s, a send becomes unconfirmed after 45 s.
    await eventually(async () => expect(await openAttempts(stack)).toBe(0), 100_000);

    const before = await reckoning(stack);
    expect(before).toMatchObject({ planned, doubled: 0, accepted: before.unique });
    expect(before.known).toBe(before.accepted);
    const states = await attemptStates(stack);
    expect(Object.keys(states).sort()).toEqual(
      states['unconfirmed'] ? ['accepted', 'unconfirmed'] : ['accepted'],
    );
    for (const texts of received(stack).values()) expect(isRising(texts)).toBe(true);

    await stack.rows(
      "update send_attempt set sent_at = sent_at - interval '15 minutes' where state = 'unconfirmed'",
    );
    const admin = await stack.login('admin');
    const { unconfirmedMessages } = await admin.get<{
      unconfirmedMessages: { edges: { node: { status: string } }[] };
    }>(UNCONFIRMED);
    expect(unconfirmedMessages.edges).toHaveLength(Math.min(states['unconfirmed'] ?? 0, 100));

    stack.fake.control.faults({ webhooks: { paused: false } });
    await stack.fake.control.webhooksSettled(60_000);
    await eventually(async () => {
      expect(await waitingItems(stack)).toBe(0);
      expect((await reckoning(stack)).unsettled).toBe(0);
    }, 60_000);
    // Those that remain in doubt never reached WhatsApp.
    const after = await reckoning(stack);
    const left = (await attemptStates(stack))['unconfirmed'] ?? 0;
    expect(left).toBe(planned - after.accepted);
    expect(
      await stack.count(
        "select count(*) from message where status not in ('accepted', 'sent', 'delivered', 'read', 'unconfirmed')",
      ),
    ).toBe(0);
  });
});

describe('F2: a worker frozen past its lease', () => {
  it('lets the second worker go on and sends nothing of what it lost', async () => {
    stack = await startStack({ workers: 2, perSecond: 200 });
    const planned = await fillOutbox(stack, { threads: 400, each: 3 });
    await eventually(() => expect(stack.fake.ledger.total).toBeGreaterThan(100));
    const [frozen] = stack.workers;
    frozen!.freeze();
    await sleep(500);
    // Leases are kept by the database's clock: moving them back is waiting.
    await stack.rows(
      "update send_attempt set lease_until = lease_until - interval '60 seconds' where state in ('claimed', 'sending')",
    );
    // It may hold the locks of a transaction; the database ends that after ten seconds.
    await eventually(async () => expect(await openAttempts(stack)).toBe(0), 60_000);
    frozen!.thaw();
    await stack.fake.control.webhooksSettled();
    // What stood between the fence and the wire is not sent by the thawed worker, and shown as unconfirmed.
    await eventually(async () => {
      expect(await waitingItems(stack)).toBe(0);
      const { accepted = 0, unconfirmed = 0, ...others } = await attemptStates(stack);
      expect(others).toEqual({});
      expect(accepted + unconfirmed).toBe(planned);
      expect(await reckoning(stack)).toMatchObject({
        accepted,
        unique: accepted,
        doubled: 0,
        unsettled: 0,
      });
    });
    expect(frozen!.isRunning).toBe(true);
  });
});
