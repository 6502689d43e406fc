import { Refused } from '@datacare/platform';
import type { Viewer } from '@datacare/identity';
import { Viewer as ViewerClass, rolePermissions } from '@datacare/identity';
import { randomUUID } from 'node:crypto';
import { sendingTest, type SendingTest } from '../testing/sending-test';
import { AttemptService } from './attempt.service';
import { DeliveryService, type DeliveryUpdate } from './delivery.service';

let test: SendingTest;
beforeAll(async () => {
  test = await sendingTest();
});
afterAll(() => test.close());

const manager = new ViewerClass({
  memberId: randomUUID(),
  name: 'Mary',
  role: 'manager',
  teamIds: [],
  sessionId: randomUUID(),
  permissions: new Set(rolePermissions.manager),
} as never) as Viewer;

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) =>
      error instanceof Refused ? (error.refusal as unknown as Record<string, unknown>) : error,
  );

/** A message whose send was never answered, begun so many minutes ago. */
async function anUnconfirmed(minutes: number) {
  const thread = await test.aThread();
  const message = await test.queue(thread.id);
  await test.rows(
    `update send_attempt set state = 'unconfirmed', sent_at = now() - make_interval(mins => $2) where message_id = $1`,
    [message.id, minutes],
  );
  await test.rows("update message set status = 'unconfirmed' where id = $1", [message.id]);
  const [{ opaque } = { opaque: '' }] = await test.rows<{ opaque: string }>(
    'select opaque from send_attempt where message_id = $1',
    [message.id],
  );
  return { id: message.id, thread, opaque };
}

const attempts = () => test.get(AttemptService);
const status = (
  name: DeliveryUpdate['status'],
  about: Partial<DeliveryUpdate>,
): DeliveryUpdate => ({
  channelId: test.channel.id,
  wamid: `wamid.${randomUUID()}`,
  status: name,
  at: new Date(),
  ...about,
});
const report = (...updates: DeliveryUpdate[]) =>
  test.db.transaction((em) => test.get(DeliveryService).applyStatuses(em, updates));

describe('messages that nobody knows of', () => {
  it('are shown to a person after 15 minutes, in pages', async () => {
    const old = await anUnconfirmed(20);
    const older = await anUnconfirmed(30);
    const fresh = await anUnconfirmed(5);
    const all = (await attempts().unconfirmed(manager, 10)).map(({ id }) => id);
    expect(all).toEqual(expect.arrayContaining([old.id, older.id]));
    expect(all).not.toContain(fresh.id);
    const [first, second] = await attempts().unconfirmed(manager, 1);
    const next = await attempts().unconfirmed(manager, 1, { at: first!.at, id: first!.id });
    expect(next[0]!.id).toBe(second!.id);
  });

  it('are tried again as a new attempt when a person says so', async () => {
    const { id } = await anUnconfirmed(20);
    expect(await attempts().retry(manager, id)).toMatchObject({ id, status: 'queued' });
    expect(await test.attempts(id)).toMatchObject([
      { number: 1, state: 'cancelled' },
      { number: 2, state: 'queued' },
    ]);
  });

  it('cannot be tried again while WhatsApp may still say', async () => {
    const { id } = await anUnconfirmed(5);
    expect(await refusal(attempts().retry(manager, id))).toMatchObject({
      code: 'MESSAGING_NOT_RETRYABLE',
      status: 'unconfirmed',
    });
  });

  it('cannot be tried again once the window has closed', async () => {
    const { id, thread } = await anUnconfirmed(20);
    await test.rows("update thread set last_inbound_at = now() - interval '2 days' where id = $1", [
      thread.id,
    ]);
    expect(await refusal(attempts().retry(manager, id))).toMatchObject({
      code: 'MESSAGING_WINDOW_CLOSED',
    });
    expect(await test.attempts(id)).toMatchObject([{ state: 'unconfirmed' }]);
  });

  it('are given up, and show the truth if it comes', async () => {
    const { id, opaque } = await anUnconfirmed(1);
    expect(await attempts().drop(manager, id)).toMatchObject({ status: 'cancelled' });
    await report(status('delivered', { opaque }));
    expect(await test.message(id)).toMatchObject({ status: 'delivered' });
  });

  it('are one message for two who decide at once', async () => {
    const { id } = await anUnconfirmed(20);
    const answers = await Promise.all([
      refusal(attempts().retry(manager, id)),
      refusal(attempts().retry(manager, id)),
    ]);
    expect(answers.filter(Boolean)).toMatchObject([
      { code: 'MESSAGING_NOT_RETRYABLE', status: 'queued' },
    ]);
    expect(await test.attempts(id)).toHaveLength(2);
  });

  it('are not found by a random id', async () => {
    expect(await refusal(attempts().retry(manager, randomUUID()))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('delivery statuses', () => {
  it('settle a send by our reference before its answer is stored', async () => {
    const thread = await test.aThread();
    const message = await test.queue(thread.id);
    await test.rows(
      "update send_attempt set state = 'sending', sent_at = now() where message_id = $1",
      [message.id],
    );
    const [attempt] = await test.attempts(message.id);
    await report(status('sent', { opaque: String(attempt!.opaque), wamid: 'wamid.EARLY' }));
    expect(await test.message(message.id)).toMatchObject({ status: 'sent', wamid: 'wamid.EARLY' });
    expect(await test.attempts(message.id)).toMatchObject([
      { state: 'accepted', wamid: 'wamid.EARLY' },
    ]);
  });

  it('cancel the retry of what proves to have been sent', async () => {
    const { id, opaque } = await anUnconfirmed(20);
    await attempts().retry(manager, id);
    await report(status('sent', { opaque }));
    expect(await test.message(id)).toMatchObject({ status: 'sent' });
    expect(await test.attempts(id)).toMatchObject([{ state: 'accepted' }, { state: 'cancelled' }]);
  });

  it('of an old failed attempt leave its retry alone', async () => {
    const thread = await test.aThread();
    const { id } = await test.queue(thread.id);
    const [attempt] = await test.attempts(id);
    const opaque = String(attempt!.opaque);
    await report(
      status('failed', {
        opaque,
        errors: [{ code: 131026, title: 'Undeliverable', message: 'x' }],
      }),
    );
    expect(await test.message(id)).toMatchObject({
      status: 'failed',
      error: { code: 131026, title: 'Undeliverable' },
    });
    await attempts().retry(manager, id);
    await report(status('sent', { opaque }));
    expect(await test.message(id)).toMatchObject({ status: 'queued' });
    expect(await test.attempts(id)).toMatchObject([{ state: 'failed' }, { state: 'queued' }]);
  });

  it('of messages that are not known yet are kept until they are', async () => {
    const thread = await test.aThread();
    const { id } = await test.queue(thread.id);
    await report(
      status('failed', {
        wamid: 'wamid.LATE',
        errors: [{ code: 131047, title: 'Re-engagement', message: 'x' }],
      }),
    );
    expect(await test.rows('select wamid from status_orphan')).toEqual([{ wamid: 'wamid.LATE' }]);
    await test.rows("update message set status = 'accepted', wamid = 'wamid.LATE' where id = $1", [
      id,
    ]);
    await test.db.transaction((em) => test.get(DeliveryService).matchOrphans(em));
    expect(await test.message(id)).toMatchObject({ status: 'failed', error: { code: 131047 } });
    expect(await test.rows('select wamid from status_orphan')).toEqual([]);
  });

  it('of one message in one batch all count, in any order', async () => {
    const thread = await test.aThread();
    const { id } = await test.queue(thread.id);
    const [attempt] = await test.attempts(id);
    const about = { opaque: String(attempt!.opaque), wamid: 'wamid.ALL' };
    const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 10, 0, second));
    await report(
      status('read', { ...about, at: at(3), pricing: { category: 'service', type: 'regular' } }),
      status('sent', { ...about, at: at(1) }),
      status('delivered', { ...about, at: at(2) }),
    );
    expect(await test.message(id)).toMatchObject({
      status: 'read',
      pricing: { category: 'service', type: 'regular' },
      status_times: {
        sent: '2026-11-20T10:00:01.000Z',
        delivered: '2026-11-20T10:00:02.000Z',
        read: '2026-11-20T10:00:03.000Z',
      },
    });
    const events = await test.rows(
      "select payload->>'status' as status from event where subject_id = $1 and type = 'messaging.message_status_changed'",
      [id],
    );
    expect(events).toEqual([{ status: 'read' }]);
  });

  it('that say stop withdraw the consent', async () => {
    const thread = await test.aThread({ consent: 'given' });
    const { id } = await test.queue(thread.id);
    const [attempt] = await test.attempts(id);
    await report(
      status('failed', {
        opaque: String(attempt!.opaque),
        errors: [{ code: 131050, title: 'Stopped', message: 'x' }],
      }),
    );
    expect(
      await test.rows('select marketing_consent from contact where id = $1', [thread.contactId]),
    ).toEqual([{ marketing_consent: 'withdrawn' }]);
  });
});

describe('leases', () => {
  it('give lapsed claims back and doubt lapsed sends', async () => {
    const [claimed, sending] = await test.threads(2);
    const first = await test.queue(claimed!);
    const second = await test.queue(sending!);
    await test.rows(
      "update send_attempt set state = 'claimed', lease_token = gen_random_uuid(), lease_until = now() - interval '1 second' where message_id = $1",
      [first.id],
    );
    await test.rows(
      "update send_attempt set state = 'sending', lease_token = gen_random_uuid(), sent_at = now(), lease_until = now() - interval '1 second' where message_id = $1",
      [second.id],
    );
    await test.leases.sweep();
    expect(await test.attempts(first.id)).toMatchObject([{ state: 'queued', lease_token: null }]);
    expect(await test.attempts(second.id)).toMatchObject([{ state: 'unconfirmed' }]);
    expect(await test.message(second.id)).toMatchObject({ status: 'unconfirmed' });
  });

  it('let nobody send a row that went to somebody else', async () => {
    await test.rows("update send_attempt set state = 'cancelled' where state = 'queued'");
    const thread = await test.aThread();
    await test.queue(thread.id);
    const options = { limit: 10, rate: 1, burst: 20, debtMs: 0 };
    const lost = await test.claims.claim(test.channel.id, options);
    await test.rows(
      "update send_attempt set lease_until = now() - interval '1 second' where state = 'claimed'",
    );
    await test.leases.sweep();
    await test.rows('update channel set pace_at = null');
    const won = await test.claims.claim(test.channel.id, options);
    expect(won.rows).toHaveLength(1);
    expect(await test.claims.fence(lost.rows)).toEqual([false]);
    expect(await test.claims.fence(won.rows)).toEqual([true]);
    await test.settling.settle([
      { id: lost.rows[0]!.id, token: lost.rows[0]!.token, state: 'failed', title: 'late' },
    ]);
    expect(await test.attempts(won.rows[0]!.messageId)).toMatchObject([{ state: 'sending' }]);
  });
});
