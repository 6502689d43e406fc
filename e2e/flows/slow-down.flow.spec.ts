import { channelToken } from './harness/environment.mjs';
import { updateChannel } from './harness/operations';
import {
  attemptStates,
  fillOutbox,
  isRising,
  openAttempts,
  openThreads,
  received,
  reckoning,
} from './harness/outbox';
import { startStack, type Stack } from './harness/stack';
import { eventually, sleep } from './harness/wait';

let stack: Stack;
let planned = 0;
beforeAll(async () => {
  stack = await startStack({ perSecond: 300 });
});
afterAll(() => stack?.stop());

const plan = async (threads: number, each: number) =>
  (planned += await fillOutbox(stack, { threads, each }));
const allAccepted = (timeoutMs = 60_000) =>
  eventually(
    async () => expect(await attemptStates(stack)).toEqual({ accepted: planned }),
    timeoutMs,
  );
const noFailure = async () =>
  expect(await stack.count("select count(*) from message where status = 'failed'")).toBe(0);
const noDouble = async () =>
  expect(await reckoning(stack)).toMatchObject({ accepted: planned, unique: planned, doubled: 0 });

describe('F12: WhatsApp asks the number to slow down', () => {
  it('tries little, fails nothing, keeps the order and goes on afterwards', async () => {
    stack.fake.control.faults({ rateLimitCode: 130429, rateLimitSeconds: 6 });
    await plan(150, 4);
    await sleep(6_000);
    expect(stack.fake.ledger.total).toBe(0);
    // At full speed these six seconds would have been 1,800 tries.
    expect(stack.fake.ledger.refused[130429] ?? 0).toBeLessThan(900);
    await allAccepted();
    await noFailure();
    await noDouble();
    for (const texts of received(stack).values()) expect(isRising(texts)).toBe(true);
  });
});

describe('F13: one customer got too much', () => {
  it('lets only this customer wait, for at least six seconds', async () => {
    const [busy] = await openThreads(stack, 1);
    stack.fake.control.faults({ failures: { next: 1, code: 131056, httpStatus: 400 } });
    planned += await fillOutbox(stack, { threads: 1, each: 1 }, [busy!]);
    await eventually(async () =>
      expect(
        await stack.rows('select error_code from send_attempt where thread_id = $1', [busy]),
      ).toEqual([{ error_code: 131056 }]),
    );
    const refusedAt = Date.now();
    await plan(100, 1);
    await eventually(async () =>
      expect(
        await stack.rows('select distinct thread_id from send_attempt where state <> $1', [
          'accepted',
        ]),
      ).toEqual([{ thread_id: busy }]),
    );
    await allAccepted();
    const last = stack.fake.ledger.entries.at(-1)!;
    const [{ value: phone } = { value: '' }] = await stack.rows<{ value: string }>(
      `select i.value from contact_identity i join thread t on t.contact_id = i.contact_id where t.id = $1`,
      [busy],
    );
    expect(last.to).toBe(phone);
    // A poll of 50 ms and the time of a request lie between the refusal and our clock.
    expect(last.at - refusedAt).toBeGreaterThan(5_000);
    await noDouble();
  });
});

describe('F16: the access token is revoked', () => {
  it('pauses the number, keeps the queue, fails nothing, and goes on with a new token', async () => {
    const before = planned;
    stack.fake.control.faults({ tokenExpired: true });
    await plan(200, 1);
    await eventually(async () =>
      expect(await stack.rows('select state, paused_reason from channel')).toEqual([
        { state: 'paused', paused_reason: expect.stringContaining('190') },
      ]),
    );
    await eventually(async () =>
      expect(await attemptStates(stack)).toEqual({ accepted: before, queued: 200 }),
    );
    const refused = stack.fake.ledger.refused[190] ?? 0;
    await sleep(1_500);
    expect(stack.fake.ledger.refused[190] ?? 0).toBe(refused);
    await noFailure();
    const admin = await stack.login('admin');
    const { channels } = await admin.get<{ channels: unknown[] }>(
      '{ channels { isPaused pausedReason } }',
    );
    expect(channels).toEqual([{ isPaused: true, pausedReason: expect.stringContaining('190') }]);

    stack.fake.control.faults({ tokenExpired: false });
    const updated = await updateChannel(admin, {
      channelId: stack.channelId,
      accessToken: channelToken,
    });
    expect(updated).toMatchObject({ __typename: 'Channel', isPaused: false });
    await allAccepted();
    await noDouble();
  });
});

describe('F24: a number is paused while it sends', () => {
  it('falls silent within two seconds and goes on when it is resumed', async () => {
    const admin = await stack.login('admin');
    await plan(1_500, 1);
    const begun = stack.fake.ledger.total;
    await eventually(() => expect(stack.fake.ledger.total).toBeGreaterThan(begun + 50));
    await updateChannel(admin, { channelId: stack.channelId, isPaused: true });
    await sleep(2_000);
    const silent = stack.fake.ledger.total;
    expect(silent).toBeLessThan(planned);
    await sleep(2_000);
    expect(stack.fake.ledger.total).toBe(silent);
    await updateChannel(admin, { channelId: stack.channelId, isPaused: false });
    await allAccepted();
    await noDouble();
  });
});

describe('F14: WhatsApp takes messages and its answers are lost', () => {
  it('sends none twice, rests while nothing comes back, and is settled by webhooks', async () => {
    stack.fake.control.faults({ cutAfterAccept: { percent: 2 } });
    await plan(800, 1);
    await eventually(async () => expect(await openAttempts(stack)).toBe(0), 60_000);
    stack.fake.control.faults({ cutAfterAccept: { percent: 100 } });
    const before = stack.fake.ledger.total;
    await plan(400, 1);
    await sleep(10_000);
    // The circuit is open: nearly everything is still in the queue, and nothing has failed.
    expect(stack.fake.ledger.total - before).toBeLessThan(350);
    expect(
      await stack.count("select count(*) from send_attempt where state = 'queued'"),
    ).toBeGreaterThan(0);
    stack.fake.control.faults({ cutAfterAccept: { percent: 0 } });
    await allAccepted(90_000);
    await noFailure();
    await noDouble();
  });
});
