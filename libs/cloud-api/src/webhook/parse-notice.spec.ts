import { parseItem } from './parse-item';
import { PoisonItem } from './parsed-item';

const metadata = { display_phone_number: '254711000000', phone_number_id: '1060001' };
const notice = (field: string, value: object) => parseItem({ field, wabaId: '900', value });

describe('other notices', () => {
  const template = {
    message_template_id: 12,
    message_template_name: 'order',
    message_template_language: 'en-US',
  };

  it('of templates', () => {
    expect(
      notice('message_template_status_update', {
        ...template,
        event: 'REJECTED',
        reason: 'INCORRECT_CATEGORY',
        rejection_info: { reason: 'why' },
      }),
    ).toMatchObject({
      kind: 'template_status',
      event: 'REJECTED',
      reason: 'INCORRECT_CATEGORY',
      detail: 'why',
      name: 'order',
      language: 'en_US',
      templateId: '12',
    });
    expect(
      notice('message_template_status_update', { ...template, event: 'APPROVED', reason: 'NONE' }),
    ).not.toHaveProperty('reason');
    expect(
      notice('message_template_status_update', {
        ...template,
        previous_quality_score: 'GREEN',
        new_quality_score: 'RED',
      }),
    ).toMatchObject({ kind: 'template_quality', quality: 'RED', previousQuality: 'GREEN' });
    expect(
      notice('template_category_update', {
        ...template,
        new_category: 'UTILITY',
        correct_category: 'MARKETING',
        category_update_timestamp: 1_790_000_000,
      }),
    ).toMatchObject({
      kind: 'template_category',
      correctCategory: 'MARKETING',
      changesAt: new Date(1_790_000_000_000),
    });
    expect(notice('message_template_components_update', template)).toMatchObject({
      kind: 'template_components',
      name: 'order',
    });
  });

  it('of identities and wishes', () => {
    expect(
      notice('user_id_update', {
        user_id_update: [
          { wa_id: '254', user_id: { previous: 'KE.1', current: 'KE.2' }, timestamp: '1790000000' },
        ],
      }),
    ).toMatchObject({
      kind: 'user_id_update',
      previousUserId: 'KE.1',
      userId: 'KE.2',
      waId: '254',
    });
    expect(
      notice('user_preferences', {
        user_preferences: [
          { wa_id: '254', category: 'marketing_messages', value: 'stop', timestamp: 1_790_000_000 },
        ],
      }),
    ).toMatchObject({ kind: 'user_preferences', value: 'stop', person: { waId: '254' } });
  });

  it('of numbers and accounts', () => {
    expect(
      notice('phone_number_quality_update', {
        display_phone_number: '1',
        event: 'THROUGHPUT_UPGRADE',
        max_daily_conversations_per_business: 'TIER_10K',
      }),
    ).toMatchObject({
      kind: 'phone_number_quality',
      event: 'THROUGHPUT_UPGRADE',
      maxDailyConversations: 'TIER_10K',
    });
    expect(notice('account_update', { event: 'DISABLED_UPDATE' })).toMatchObject({
      kind: 'account',
      event: 'DISABLED_UPDATE',
    });
    expect(notice('account_review_update', { decision: 'APPROVED' })).toMatchObject({
      kind: 'account',
      event: 'APPROVED',
    });
    expect(notice('account_alerts', { alert_info: { alert_type: 'X' } })).toMatchObject({
      kind: 'account',
      event: 'X',
    });
    expect(
      parseItem({ field: 'messages', metadata, error: { code: 130429, title: 'Rate limit hit' } }),
    ).toMatchObject({ kind: 'error', error: { code: 130429 } });
  });

  it('of messages that the business wrote on its own phone', () => {
    expect(
      notice('smb_message_echoes', {
        message_echoes: [
          {
            id: 'e',
            from: '254711',
            to: '254722',
            timestamp: '1790000000',
            type: 'text',
            text: { body: 'x' },
          },
        ],
      }),
    ).toMatchObject({
      kind: 'echo',
      wamid: 'e',
      to: { waId: '254722' },
      content: { text: { body: 'x' } },
    });
  });

  it('of fields that we do not know are passed on whole', () => {
    expect(notice('from_the_future', { a: 1 })).toMatchObject({
      kind: 'other',
      field: 'from_the_future',
      value: { a: 1 },
    });
    expect(() => parseItem('x')).toThrow(PoisonItem);
    expect(() => notice('user_id_update', { user_id_update: [{}] })).toThrow(
      'user_id_update[0].user_id.previous',
    );
  });
});
