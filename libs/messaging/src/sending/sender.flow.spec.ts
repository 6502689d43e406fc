import { jest } from '@jest/globals';
import { eventually } from '@datacare/platform/testing';
import { hello, sendingTest, type SendingTest } from '../testing/sending-test';

let test: SendingTest;
beforeEach(async () => {
  test = await sendingTest({ perSecond: 1000 });
});
afterEach(() => test.close());

const text = (body: string) => ({ type: 'text', text: { body } });
const states = async () =>
  Object.fromEntries(
    (
      await test.rows<{ state: string; n: number }>(
        'select state, count(*)::int as n from send_attempt group by 1',
      )
    ).map(({ state, n }) => [state, n]),
  );
const queueMany = async (count: number) => {
  for (const thread of await test.threads(count)) await test.queue(thread);
};

describe('the sender', () => {
  it('sends what waits and keeps the id that WhatsApp gave it', async () => {
    const thread = await test.aThread();
    const message = await test.queue(thread.id);
    test.sender().start();
    await eventually(async () => {
      expect(await test.message(message.id)).toMatchObject({
        status: 'accepted',
        wamid: expect.stringMatching(/^wamid\./),
      });
    });
    expect(test.fake.ledger.total).toBe(1);
  });

  it('keeps the order of a thread', async () => {
    const thread = await test.aThread();
    for (let index = 0; index < 8; index++) await test.queue(thread.id, text(`${index}`));
    const first = test.sender();
    const second = test.sender();
    first.start();
    second.start();
    await eventually(async () => expect(await states()).toEqual({ accepted: 8 }));
    const sent = test.fake.ledger.entries.map(
      ({ content }) => (content as ReturnType<typeof text>).text.body,
    );
    expect(sent).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  });

  it('is told about status, delivery and reading', async () => {
    const thread = await test.aThread();
    const message = await test.queue(thread.id);
    test.sender().start();
    await eventually(async () => {
      await test.ingest();
      expect(await test.message(message.id)).toMatchObject({
        status: 'read',
        status_times: {
          accepted: expect.any(String),
          sent: expect.any(String),
          delivered: expect.any(String),
          read: expect.any(String),
        },
      });
    });
  });

  it('waits and fails nothing while the number is told to slow down', async () => {
    test.fake.control.faults({ failures: { next: 40, code: 130429, httpStatus: 400 } });
    await queueMany(60);
    test.sender().start();
    await eventually(async () => expect(await states()).toEqual({ accepted: 60 }), 25_000);
    expect(test.fake.ledger.total).toBe(60);
  });

  it('lets only the person wait who got too much', async () => {
    const [busy, ...others] = await test.threads(6);
    await test.queue(busy!);
    test.fake.control.faults({ failures: { next: 1, code: 131056, httpStatus: 400 } });
    test.sender().start();
    await eventually(async () =>
      expect(
        await test.rows('select postponements, error_code from send_attempt where thread_id = $1', [
          busy,
        ]),
      ).toEqual([{ postponements: 1, error_code: 131056 }]),
    );
    for (const thread of others) await test.queue(thread);
    await eventually(async () => expect(await states()).toEqual({ accepted: 5, queued: 1 }));
    const [wait] = await test.rows<{ seconds: number }>(
      `select extract(epoch from a.not_before - now())::float8 as seconds from send_attempt a where thread_id = $1`,
      [busy],
    );
    expect(wait!.seconds).toBeGreaterThan(3);
  });

  it('pauses the channel and keeps the queue when the token is refused, and goes on with a new one', async () => {
    await queueMany(30);
    test.fake.control.faults({ failures: { percent: 100, code: 190, httpStatus: 401 } });
    test.sender().start();
    await eventually(async () => {
      expect(await test.rows('select state, paused_reason from channel')).toMatchObject([
        { state: 'paused', paused_reason: expect.stringContaining('190') },
      ]);
      expect(await states()).toEqual({ queued: 30 });
    });
    expect(
      await test.rows("select id from event where type = 'messaging.channel_changed'"),
    ).toHaveLength(1);
    test.fake.control.faults({ failures: { percent: 0 } });
    await test.rows("update channel set state = 'active', paused_reason = null");
    await eventually(async () => expect(await states()).toEqual({ accepted: 30 }));
    expect(test.fake.ledger.total).toBe(30);
  });

  it('stops within a moment of a pause', async () => {
    await queueMany(300);
    await test.rows('update channel set messages_per_second = 80');
    test.sender().start();
    await eventually(() => expect(test.fake.ledger.total).toBeGreaterThan(10));
    await test.rows("update channel set state = 'paused'");
    const atPause = test.fake.ledger.total;
    await eventually(async () =>
      expect(
        await test.rows("select id from send_attempt where state in ('claimed', 'sending')"),
      ).toEqual([]),
    );
    expect(test.fake.ledger.total - atPause).toBeLessThanOrEqual(20);
  });

  it('never sends twice what it is not sure of, and lets the status settle it', async () => {
    test.fake.control.faults({ cutAfterAccept: { percent: 20 } });
    await queueMany(100);
    test.sender().start();
    await eventually(async () => {
      await test.ingest();
      expect(await states()).toEqual({ accepted: 100 });
    }, 25_000);
    expect(test.fake.ledger.total).toBe(100);
  });

  it('keeps the queue while nothing comes back', async () => {
    test.fake.control.faults({ failures: { percent: 100, httpStatus: 503, graphBody: false } });
    await queueMany(400);
    await test.rows('update channel set messages_per_second = 80');
    test.sender().start();
    await eventually(async () => expect((await states()).unconfirmed).toBeGreaterThanOrEqual(5));
    await eventually(async () =>
      expect(
        await test.rows("select id from send_attempt where state in ('claimed', 'sending')"),
      ).toEqual([]),
    );
    expect((await states()).queued).toBeGreaterThan(300);
  });

  it('refuses at the last moment what may no longer go', async () => {
    const late = await test.aThread();
    const message = await test.queue(late.id);
    await test.rows(
      "update thread set last_inbound_at = now() - interval '25 hours' where id = $1",
      [late.id],
    );
    test.sender().start();
    await eventually(async () =>
      expect(await test.message(message.id)).toMatchObject({
        status: 'failed',
        error: { title: expect.stringContaining('window') },
      }),
    );
    expect(test.fake.ledger.total).toBe(0);
  });

  it('sends nothing that it lost while it stood still between the fence and the request', async () => {
    await queueMany(1);
    const clock = performance.now.bind(performance);
    const fence = test.claims.fence.bind(test.claims);
    const standing = jest.spyOn(performance, 'now');
    test.claims.fence = async (rows) => {
      const ours = await fence(rows);
      // Frozen for a minute: its lease lapses, and somebody else finds the message doubtful.
      standing.mockImplementation(() => clock() + 60_000);
      await test.rows("update send_attempt set lease_until = now() - interval '1 second'");
      await test.leases.sweep();
      return ours;
    };
    const sender = test.sender();
    sender.start();
    await eventually(async () => expect(await states()).toEqual({ unconfirmed: 1 }));
    await sender.stop();
    standing.mockRestore();
    expect(test.fake.ledger.total).toBe(0);
    expect(await states()).toEqual({ unconfirmed: 1 });
  });

  it('gives back what it claimed when it is stopped', async () => {
    await queueMany(200);
    await test.rows('update channel set messages_per_second = 80');
    const sender = test.sender();
    sender.start();
    await eventually(() => expect(test.fake.ledger.total).toBeGreaterThan(3));
    await sender.stop();
    const after = await states();
    expect(Object.keys(after).sort()).toEqual(['accepted', 'queued']);
    expect(after.accepted).toBe(test.fake.ledger.total);
  });

  it('never exceeds the rate of the number with two workers', async () => {
    await queueMany(200);
    await test.rows('update channel set messages_per_second = 80');
    test.fake.control.settings({ throughput: { [test.channel.phoneNumberId]: 80 } });
    test.sender().start();
    test.sender().start();
    await eventually(async () => expect(await states()).toEqual({ accepted: 200 }));
    expect(test.fake.control.state().numbers[0]!.maxPerSecond.tried).toBeLessThanOrEqual(80);
  });

  it('sends every kind of answer that was queued in one go', async () => {
    const thread = await test.aThread();
    await test.queue(thread.id, hello);
    await test.queue(thread.id, {
      type: 'location',
      location: { latitude: -1.28, longitude: 36.82, name: 'Nairobi' },
    });
    await test.queue(thread.id, {
      type: 'interactive',
      interactive: {
        type: 'button',
        body: { text: 'Delivery?' },
        action: { buttons: [{ type: 'reply', reply: { id: 'y', title: 'Yes' } }] },
      },
    });
    test.sender().start();
    await eventually(async () => expect(await states()).toEqual({ accepted: 3 }));
  });
});
