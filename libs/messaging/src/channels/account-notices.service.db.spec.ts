import { messagingTest, type MessagingTest } from '../testing/messaging-test';
import { aLine, changeBody } from '../testing/webhook-bodies';

describe('AccountNotices', () => {
  let test: MessagingTest;
  /** An account notice has no metadata; the channel is known by the account and the displayed number. */
  const notice = (field: string, value: object) => ({
    object: 'whatsapp_business_account',
    entry: [{ id: aLine.wabaId, time: Date.now(), changes: [{ field, value }] }],
  });
  const arrive = async (body: unknown) => {
    await test.receive(body);
    await test.ingest();
  };
  const channel = async () => (await test.rows('select * from channel'))[0]!;
  const template = async () => (await test.rows('select * from template'))[0]!;

  beforeAll(async () => {
    test = await messagingTest();
    await test.openChannel();
    await test.rows("update channel set display_phone_number = '+254 711 000000'");
    await test.rows(
      `insert into template (id, business_account_id, meta_id, name, language, category, status, components)
       values (gen_random_uuid(), $1, '77', 'order_ready', 'en_US', 'UTILITY', 'PENDING', '[]')`,
      [aLine.wabaId],
    );
  });
  afterAll(() => test.close());

  it('raises the rate and the daily limit of a number', async () => {
    await arrive(
      notice('phone_number_quality_update', {
        display_phone_number: '254711000000',
        event: 'THROUGHPUT_UPGRADE',
        max_daily_conversations_per_business: 'TIER_10K',
      }),
    );
    expect(await channel()).toMatchObject({ messages_per_second: 1_000, daily_limit: 10_000 });
    await arrive(
      notice('business_capability_update', {
        max_daily_conversations_per_business: 'TIER_UNLIMITED',
      }),
    );
    expect(await channel()).toMatchObject({ daily_limit: null });
  });

  it('stops a disabled account and lets it go on when it is reinstated, but not over the pause of a member', async () => {
    const banned = (waba_ban_state: string) =>
      notice('account_update', {
        event: 'DISABLED_UPDATE',
        ban_info: { waba_ban_state, waba_ban_date: 'today' },
      });
    await arrive(banned('DISABLE'));
    expect(await channel()).toMatchObject({
      state: 'paused',
      paused_reason: expect.stringContaining('WhatsApp disabled'),
    });
    await arrive(banned('REINSTATE'));
    expect(await channel()).toMatchObject({ state: 'active', paused_reason: null });
    await test.rows("update channel set state = 'paused', paused_reason = 'Paused by Amina.'");
    await arrive(banned('REINSTATE'));
    expect(await channel()).toMatchObject({ state: 'paused', paused_reason: 'Paused by Amina.' });
  });

  it.each([
    [
      { event: 'APPROVED', reason: 'NONE' },
      { status: 'APPROVED', rejected_reason: null },
    ],
    [
      { event: 'REJECTED', reason: 'PROMOTIONAL' },
      { status: 'REJECTED', rejected_reason: 'PROMOTIONAL' },
    ],
    [{ event: 'UNARCHIVED' }, { status: 'APPROVED' }],
  ])('follows a template that is %p', async (value, expected) => {
    await arrive(
      notice('message_template_status_update', {
        message_template_id: 77,
        message_template_name: 'order_ready',
        message_template_language: 'en-US',
        ...value,
      }),
    );
    expect(await template()).toMatchObject(expected);
  });

  it('follows quality and category of a template', async () => {
    const about = {
      message_template_id: 77,
      message_template_name: 'order_ready',
      message_template_language: 'en_US',
    };
    await arrive(
      notice('message_template_quality_update', {
        ...about,
        previous_quality_score: 'GREEN',
        new_quality_score: 'RED',
      }),
    );
    await arrive(
      notice('template_category_update', {
        ...about,
        previous_category: 'UTILITY',
        new_category: 'MARKETING',
      }),
    );
    expect(await template()).toMatchObject({ quality_score: 'RED', category: 'MARKETING' });
  });

  it('keeps notices that nobody knows without trouble', async () => {
    await arrive(changeBody('a_new_notice', { anything: [1, null] }));
    expect(await test.rows('select 1 from webhook_event where processed_at is null')).toEqual([]);
  });
});
