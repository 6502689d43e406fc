import { randomUUID } from 'node:crypto';
import { rolePermissions, Viewer } from '@datacare/identity';
import { Refused } from '@datacare/platform';
import { eventually } from '@datacare/platform/testing';
import type { MessageError } from '../messages/message.entity';
import { explainFailure } from '../messages/message-failure';
import { hello, sendingTest, type SendingTest } from '../testing/sending-test';
import { AttemptService } from './attempt.service';

let test: SendingTest;
beforeEach(async () => {
  test = await sendingTest({ perSecond: 1_000 });
});
afterEach(() => test.close());

const manager = new Viewer({
  memberId: randomUUID(),
  name: 'Mary',
  role: 'manager',
  teamIds: [],
  sessionId: randomUUID(),
  permissions: new Set(rolePermissions.manager),
} as never);

const minutes = (count: number) => new Date(Date.now() + count * 60_000);
const claim = () =>
  test.claims.claim(test.channel.id, { limit: 50, rate: 1, burst: 20, debtMs: 0 });
const claimed = async () => (await claim()).rows.map(({ messageId }) => messageId);
const later = (threadId: string, sendAt = minutes(60), more = {}) =>
  test.queue(threadId, hello, { sendAt, ...more });
/** The chosen time has come. */
const makeDue = (messageId: string) =>
  test.rows(
    `with m as (update message set scheduled_for = now() - interval '1 second', at = now() - interval '1 second'
                where id = $1)
     update send_attempt set not_before = now() - interval '1 second' where message_id = $1`,
    [messageId],
  );
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      return error.refusal as unknown as Record<string, unknown>;
    },
  );
const reaction = { type: 'reaction', reaction: { message_id: 'wamid.X', emoji: '👍' } };

describe('a message for later', () => {
  it('waits for its time, and leaves then', async () => {
    const thread = await test.aThread();
    const sendAt = minutes(60);
    const message = await later(thread.id, sendAt);
    expect(message).toMatchObject({ status: 'queued', scheduledFor: sendAt, at: sendAt });
    expect(await test.claims.dueChannels()).toEqual([]);
    expect(await claimed()).toEqual([]);
    await makeDue(message.id);
    expect(await test.claims.dueChannels()).toEqual([test.channel.id]);
    expect(await claimed()).toEqual([message.id]);
  });

  it('never holds up what is sent meanwhile, not even in its last minute', async () => {
    const thread = await test.aThread();
    const message = await later(thread.id);
    await test.rows(
      `with m as (update message set scheduled_for = now() + interval '30 seconds' where id = $1)
       update send_attempt set not_before = now() + interval '30 seconds' where message_id = $1`,
      [message.id],
    );
    const reply = await test.queue(thread.id);
    expect(await claimed()).toEqual([reply.id]);
  });

  it('is held when its window has closed by then, and says what to do', async () => {
    const thread = await test.aThread();
    const message = await later(thread.id);
    await makeDue(message.id);
    await test.rows(
      "update thread set last_inbound_at = now() - interval '25 hours' where id = $1",
      [thread.id],
    );
    test.sender().start();
    await eventually(async () =>
      expect(await test.message(message.id)).toMatchObject({
        status: 'failed',
        error: { title: 'The 24-hour window had closed when it was due. Send a template instead.' },
      }),
    );
    expect(test.fake.ledger.total).toBe(0);
    const { error } = await test.message(message.id);
    expect(explainFailure(error as MessageError)).toMatchObject({
      meaning: 'The 24-hour window had closed when it was due. Send a template instead.',
      action: '',
      canRetry: true,
    });
  });

  it('can be tried again once the customer has written, and goes at once', async () => {
    const thread = await test.aThread();
    const message = await later(thread.id);
    await makeDue(message.id);
    await test.rows("update message set status = 'failed' where id = $1", [message.id]);
    await test.rows("update send_attempt set state = 'failed' where message_id = $1", [message.id]);
    const again = await test.get(AttemptService).retry(manager, message.id);
    expect(again.status).toBe('queued');
    expect(await claimed()).toEqual([message.id]);
  });

  it('is taken back while it waits', async () => {
    const thread = await test.aThread();
    const message = await later(thread.id);
    const dropped = await test.get(AttemptService).drop(manager, message.id);
    expect(dropped.status).toBe('cancelled');
    expect(dropped.at.getTime()).toBeLessThan(minutes(5).getTime());
    expect(await test.attempts(message.id)).toMatchObject([{ state: 'cancelled' }]);
    await makeDue(message.id);
    expect(await claimed()).toEqual([]);
  });

  it('is either taken back or claimed when both happen at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const thread = await test.aThread();
        const message = await later(thread.id);
        await makeDue(message.id);
        const [rows, refused] = await Promise.all([
          claimed(),
          refusal(test.get(AttemptService).drop(manager, message.id)),
        ]);
        return { id: message.id, rows, refused };
      }),
    );
    const sent = new Set([...outcomes.flatMap(({ rows }) => rows), ...(await claimed())]);
    for (const { id, refused } of outcomes) {
      expect(sent.has(id)).toBe(refused !== undefined);
      if (refused) expect(refused).toMatchObject({ code: 'MESSAGING_NOT_RETRYABLE' });
      expect(await test.attempts(id)).toMatchObject([{ state: refused ? 'claimed' : 'cancelled' }]);
    }
  });

  it('is not taken back when it was not for later', async () => {
    const message = await test.queue((await test.aThread()).id);
    expect(await refusal(test.get(AttemptService).drop(manager, message.id))).toMatchObject({
      code: 'MESSAGING_NOT_RETRYABLE',
    });
  });

  it('leaves a minute to thirty days from now', async () => {
    const thread = await test.aThread();
    for (const sendAt of [minutes(-5), minutes(0.5), minutes(31 * 24 * 60)])
      expect(await refusal(later(thread.id, sendAt))).toMatchObject({
        code: 'MESSAGING_CONTENT_INVALID',
        field: 'sendAt',
      });
    expect(await refusal(test.queue(thread.id, reaction, { sendAt: minutes(5) }))).toMatchObject({
      code: 'MESSAGING_CONTENT_INVALID',
    });
  });

  it('is refused when its window will surely be closed by then', async () => {
    const thread = await test.aThread();
    expect(await refusal(later(thread.id, minutes(25 * 60)))).toMatchObject({
      code: 'MESSAGING_WINDOW_CLOSED',
      message: 'The 24-hour window closes before then. Choose an earlier time, or send a template.',
    });
    expect(await test.rows('select id from message where thread_id = $1', [thread.id])).toEqual([]);
  });

  it('is one message for repeats of its request; another time under the same key is refused', async () => {
    const thread = await test.aThread();
    const [clientKey, sendAt] = [randomUUID(), minutes(60)];
    const first = await later(thread.id, sendAt, { clientKey });
    expect((await later(thread.id, sendAt, { clientKey })).id).toBe(first.id);
    expect(await refusal(later(thread.id, minutes(90), { clientKey }))).toMatchObject({
      code: 'MESSAGING_CLIENT_KEY_REUSED',
    });
  });
});
