import { sendingTest, type SendingTest } from '../testing/sending-test';
import type { ClaimOptions } from './claim.service';

let test: SendingTest;
beforeEach(async () => {
  test = await sendingTest({ perSecond: 1_000 });
});
afterEach(() => test.close());

const claim = (options: Partial<ClaimOptions> = {}) =>
  test.claims.claim(test.channel.id, { limit: 50, rate: 1, burst: 20, debtMs: 0, ...options });
const template = (threadId: string, priority = 0) =>
  test
    .queue(threadId)
    .then((message) =>
      test.rows('update send_attempt set is_template = true, priority = $2 where message_id = $1', [
        message.id,
        priority,
      ]),
    );

describe('claiming', () => {
  it('takes live replies before automation before campaigns', async () => {
    const [campaign, bot, agent] = await test.threads(3);
    const first = await test.queue(campaign!, undefined, { authorKind: 'campaign' });
    const second = await test.queue(bot!, undefined, { authorKind: 'bot' });
    const third = await test.queue(agent!, undefined, { authorKind: 'member' });
    const { rows } = await claim();
    expect(rows.map(({ messageId }) => messageId)).toEqual([third.id, second.id, first.id]);
  });

  it('takes only the lowest unsettled row of a thread', async () => {
    const thread = await test.aThread();
    const first = await test.queue(thread.id);
    await test.queue(thread.id);
    expect((await claim()).rows.map(({ messageId }) => messageId)).toEqual([first.id]);
    expect((await claim()).rows).toEqual([]);
  });

  it('lets a row that waits for long give way to those behind it', async () => {
    const thread = await test.aThread();
    const paused = await test.queue(thread.id);
    const reply = await test.queue(thread.id);
    await test.rows(
      "update send_attempt set not_before = now() + interval '1 hour' where message_id = $1",
      [paused.id],
    );
    expect((await claim()).rows.map(({ messageId }) => messageId)).toEqual([reply.id]);
  });

  it('gives two workers at once different rows', async () => {
    for (const thread of await test.threads(60)) await test.queue(thread);
    const claims = await Promise.all([1, 2, 3, 4].map(() => claim({ limit: 20 })));
    const ids = claims.flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('moves the pace on by the slots it took, so that no other worker gets them', async () => {
    for (const thread of await test.threads(40)) await test.queue(thread);
    await test.rows("update channel set pace_at = now() + interval '100 milliseconds'");
    const pace = async () =>
      (
        await test.rows<{ ms: number }>(
          'select extract(epoch from pace_at)::float8 * 1000 as ms from channel',
        )
      )[0]!.ms;
    const before = await pace();
    const { rows } = await claim({ limit: 20 });
    expect(rows).toHaveLength(20);
    expect((await pace()) - before).toBeGreaterThanOrEqual(20);
    expect(rows.at(-1)!.inMs - rows[0]!.inMs).toBeCloseTo(19 * 1.02, 0);
  });

  it.each([
    ['paused', "state = 'paused'"],
    ['held', "hold_until = now() + interval '1 minute'"],
  ])('takes nothing of a channel that is %s', async (_, change) => {
    const thread = await test.aThread();
    await test.queue(thread.id);
    await test.rows(`update channel set ${change}`);
    expect(await test.claims.dueChannels()).toEqual([]);
    expect((await claim()).rows).toEqual([]);
  });

  it('lets a burst to one person go and then puts the next off', async () => {
    const thread = await test.aThread();
    for (let index = 0; index < 4; index++) await test.queue(thread.id);
    const sent = [];
    for (let index = 0; index < 4; index++) {
      const { rows } = await claim({ burst: 3 });
      sent.push(rows.length);
      await test.rows("update send_attempt set state = 'accepted' where state = 'claimed'");
    }
    expect(sent).toEqual([1, 1, 1, 0]);
    const [next] = await test.rows<{ wait: number }>(
      "select extract(epoch from not_before - now())::float8 as wait from send_attempt where state = 'queued'",
    );
    expect(next!.wait).toBeGreaterThan(4);
    expect(next!.wait).toBeLessThanOrEqual(6);
  });

  it("keeps to the day's tier outside the window, and lets replies go on", async () => {
    await test.rows('update channel set daily_limit = 2');
    for (let index = 0; index < 3; index++) await template((await test.aThread()).id, 2);
    await test.rows('update thread set last_inbound_at = null');
    const reply = await test.queue((await test.aThread()).id);
    const { rows } = await claim();
    expect(rows).toHaveLength(3);
    expect(rows[0]!.messageId).toBe(reply.id);
    expect(await test.rows('select thread_id from daily_reach')).toHaveLength(2);
    expect(
      await test.rows(
        "select id from send_attempt where state = 'queued' and not_before > now() + interval '30 seconds'",
      ),
    ).toHaveLength(1);
  });

  it('counts a person once in 24 hours', async () => {
    await test.rows('update channel set daily_limit = 1');
    const thread = await test.aThread();
    await template(thread.id);
    await template(thread.id);
    await test.rows('update thread set last_inbound_at = null');
    expect((await claim()).rows).toHaveLength(1);
    await test.rows("update send_attempt set state = 'accepted' where state = 'claimed'");
    expect((await claim()).rows).toHaveLength(1);
  });

  it('sends to the user id of who has no phone number', async () => {
    const thread = await test.aThread();
    await test.rows("update contact_identity set kind = 'bsuid', value = 'KE.998877', scope = $1", [
      test.channel.businessAccountId,
    ]);
    await test.queue(thread.id);
    expect((await claim()).rows).toMatchObject([{ to: null, recipient: 'KE.998877' }]);
  });

  it('gives up what nobody can receive and marketing that is no longer wanted', async () => {
    const lost = await test.aThread();
    const stopped = await test.aThread({ consent: 'withdrawn' });
    await test.queue(lost.id);
    await test.queue(stopped.id);
    await test.rows('delete from contact_identity where contact_id = $1', [lost.contactId]);
    await test.rows(
      'update send_attempt set is_marketing = true, is_template = true where thread_id = $1',
      [stopped.id],
    );
    const { rows, outdated } = await claim();
    expect(rows).toEqual([]);
    expect(outdated.map(({ title }) => title).sort()).toEqual([
      expect.stringContaining('marketing'),
      expect.stringContaining('no phone number'),
    ]);
  });

  it('follows a contact into the one it was joined into', async () => {
    const old = await test.aThread();
    const kept = await test.aThread({ phone: '254799000111' });
    await test.rows('delete from contact_identity where contact_id = $1', [old.contactId]);
    await test.rows('update contact set merged_into_id = $2 where id = $1', [
      old.contactId,
      kept.contactId,
    ]);
    await test.queue(old.id);
    expect((await claim()).rows).toMatchObject([{ to: '254799000111' }]);
  });
});
