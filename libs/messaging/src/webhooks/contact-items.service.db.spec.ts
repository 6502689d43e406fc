import { messagingTest, type MessagingTest } from '../testing/messaging-test';
import {
  aLine,
  changeBody,
  messageOf,
  messagesBody,
  newWamid,
  seconds,
  text,
  textBody,
} from '../testing/webhook-bodies';

const at = (minutesAgo: number) =>
  new Date(Math.floor(Date.now() / 1000) * 1000 - minutesAgo * 60_000);

describe('ContactItems', () => {
  let test: MessagingTest;
  let number = 254_740_000_000;
  const nextPhone = () => String((number += 1));
  const contactOf = async (value: string) =>
    (
      await test.rows<{ contact_id: string }>(
        'select contact_id from contact_identity where value = $1',
        [value],
      )
    )[0]?.contact_id;
  const threadOf = async (wamid: string) =>
    (
      await test.rows<{ thread_id: string }>('select thread_id from message where wamid = $1', [
        wamid,
      ])
    )[0]?.thread_id;
  const arrive = async (...bodies: unknown[]) => {
    for (const body of bodies) await test.receive(body);
    await test.ingest();
  };
  const consentOf = async (value: string) =>
    (
      await test.rows<{ consent: string }>(
        'select marketing_consent as consent from contact where id = $1',
        [await contactOf(value)],
      )
    )[0]?.consent;
  const preference = (waId: string, value: string, when: Date) =>
    changeBody('user_preferences', {
      contacts: [{ wa_id: waId }],
      user_preferences: [
        {
          wa_id: waId,
          detail: 'said so',
          category: 'marketing_messages',
          value,
          timestamp: Math.floor(when.getTime() / 1000),
        },
      ],
    });
  const status = (phone: string, userId: string) =>
    changeBody('messages', {
      contacts: [{ wa_id: phone, user_id: userId }],
      statuses: [
        {
          id: newWamid(),
          status: 'delivered',
          timestamp: seconds(at(0)),
          recipient_id: phone,
          recipient_user_id: userId,
        },
      ],
    });

  beforeAll(async () => {
    test = await messagingTest();
    await test.openChannel();
  });
  afterAll(() => test.close());
  afterEach(() => test.rows('delete from webhook_event'));

  it('brings the messages of both threads together when two contacts turn out to be one', async () => {
    const phone = nextPhone();
    const [byUser, byPhone, joining] = [newWamid(), newWamid(), newWamid()];
    await arrive(textBody({ userId: 'KE.m1' }, 'Who am I?', { wamid: byUser, at: at(9) }));
    await arrive(textBody({ waId: phone }, 'It is me', { wamid: byPhone, at: at(5) }));
    const former = await threadOf(byPhone);
    expect(former).not.toBe(await threadOf(byUser));
    await arrive(textBody({ waId: phone, userId: 'KE.m1' }, 'Both', { wamid: joining, at: at(7) }));
    const thread = await threadOf(joining);
    expect(await threadOf(byUser)).toBe(thread);
    expect(await threadOf(byPhone)).toBe(thread);
    const [row] = await test.rows('select last_inbound_wamid from thread where id = $1', [thread]);
    expect(row).toEqual({ last_inbound_wamid: byPhone });
    expect(
      await test.rows(
        "select payload from event where type = 'messaging.threads_merged' and payload->>'mergedId' = $1",
        [former],
      ),
    ).toEqual([{ payload: { survivorId: thread, mergedId: former } }]);
  });

  it('takes the thread along when only one of the two had one on the channel', async () => {
    const phone = nextPhone();
    const second = { phoneNumberId: '3090003', wabaId: aLine.wabaId };
    await test.openChannel(second, 'Second');
    const wamid = newWamid();
    await arrive(textBody({ userId: 'KE.m2' }, 'On the first number'));
    await arrive(textBody({ waId: phone }, 'On the second', { wamid, line: second }));
    await arrive(textBody({ waId: phone, userId: 'KE.m2' }, 'Joined'));
    const [thread] = await test.rows('select contact_id from thread where id = $1', [
      await threadOf(wamid),
    ]);
    expect(thread).toEqual({ contact_id: await contactOf('KE.m2') });
  });

  it('learns the user id of a known number from a status, and makes nobody of a stranger', async () => {
    const [phone, stranger] = [nextPhone(), nextPhone()];
    await arrive(textBody({ waId: phone }, 'Hello'));
    await arrive(status(phone, 'KE.m3'), status(stranger, 'KE.m4'));
    expect(await contactOf('KE.m3')).toBe(await contactOf(phone));
    expect(await contactOf(stranger)).toBeUndefined();
  });

  it('follows a changed number that the thread tells of, and shows the notice without opening the window', async () => {
    const [before, after] = [nextPhone(), nextPhone()];
    const [hello, notice] = [newWamid(), newWamid()];
    await arrive(textBody({ waId: before }, 'Hello', { wamid: hello, at: at(8) }));
    const system = {
      type: 'system',
      system: { type: 'user_changed_number', body: 'changed', wa_id: after },
    };
    await arrive(
      changeBody('messages', {
        messages: [messageOf({ waId: before }, system, { wamid: notice, at: at(1) })],
      }),
    );
    expect(await contactOf(after)).toBe(await contactOf(before));
    expect(await threadOf(notice)).toBe(await threadOf(hello));
    const [thread] = await test.rows('select last_inbound_wamid from thread where id = $1', [
      await threadOf(hello),
    ]);
    expect(thread).toEqual({ last_inbound_wamid: hello });
  });

  it('joins the contacts of a changed user id, whichever wrote first', async () => {
    const [before, after] = [nextPhone(), nextPhone()];
    const [old, fresh] = [newWamid(), newWamid()];
    await arrive(textBody({ waId: before, userId: 'KE.m5' }, 'Old', { wamid: old }));
    await arrive(textBody({ waId: after, userId: 'KE.m6' }, 'New', { wamid: fresh }));
    await arrive(
      changeBody('user_id_update', {
        user_id_update: [
          {
            wa_id: after,
            detail: 'changed',
            user_id: { previous: 'KE.m5', current: 'KE.m6' },
            timestamp: seconds(at(0)),
          },
        ],
      }),
    );
    expect(await contactOf('KE.m6')).toBe(await contactOf('KE.m5'));
    expect(await threadOf(fresh)).toBe(await threadOf(old));
  });

  it('honours what a person tells WhatsApp about marketing, the later word winning', async () => {
    const phone = nextPhone();
    await arrive(textBody({ waId: phone }, 'Hello'));
    expect(await consentOf(phone)).toBe('unknown');
    await arrive(preference(phone, 'stop', at(2)));
    expect(await consentOf(phone)).toBe('withdrawn');
    await arrive(preference(phone, 'resume', at(3)));
    expect(await consentOf(phone)).toBe('withdrawn');
    await arrive(preference(phone, 'resume', at(1)));
    expect(await consentOf(phone)).toBe('given');
  });

  it('joins once when both halves of a person write at the same moment to several workers', async () => {
    const phone = nextPhone();
    await arrive(textBody({ userId: 'KE.m7' }, 'a'), textBody({ waId: phone }, 'b'));
    const wamids = Array.from({ length: 20 }, newWamid);
    await test.receive(
      ...wamids.map((wamid, index) =>
        messagesBody(index % 2 ? { waId: phone } : { waId: phone, userId: 'KE.m7' }, [
          messageOf(
            index % 2 ? { waId: phone } : { waId: phone, userId: 'KE.m7' },
            text(String(index)),
            { wamid },
          ),
        ]),
      ),
    );
    await Promise.allSettled([test.ingest(), test.ingest(), test.ingest()]);
    await test.rows('update webhook_event set next_attempt_at = null');
    await test.ingest();
    expect(
      await test.rows('select 1 from message where wamid = any($1::text[])', [wamids]),
    ).toHaveLength(20);
    const threads = await test.rows(
      'select distinct t.contact_id from message m join thread t on t.id = m.thread_id where m.wamid = any($1::text[])',
      [wamids],
    );
    expect(threads).toEqual([{ contact_id: await contactOf('KE.m7') }]);
  });
});
