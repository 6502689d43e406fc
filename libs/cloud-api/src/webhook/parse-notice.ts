import { listOf, personOf, present, record, required, text, time } from './fields';
import type { Json } from './fields';
import type { ItemOrigin, ParsedItem } from './parsed-item';
import type { WebhookPayload } from './split';

const templateRef = (value: Json) => ({
  name: required(value.message_template_name, 'value.message_template_name'),
  language: required(value.message_template_language, 'value.message_template_language').replace(
    '-',
    '_',
  ),
  ...present({ templateId: text(value.message_template_id) }),
});

function userIdUpdate(origin: ItemOrigin, value: Json): ParsedItem {
  const update = record(listOf(value.user_id_update)[0]);
  const userId = record(update.user_id);
  const parent = record(update.parent_user_id);
  return {
    ...origin,
    kind: 'user_id_update',
    previousUserId: required(userId.previous, 'user_id_update[0].user_id.previous'),
    userId: required(userId.current, 'user_id_update[0].user_id.current'),
    ...present({
      waId: text(update.wa_id),
      previousParentUserId: text(parent.previous),
      parentUserId: text(parent.current),
      detail: text(update.detail),
      at: time(update.timestamp),
    }),
  };
}

function userPreferences(origin: ItemOrigin, payload: WebhookPayload, value: Json): ParsedItem {
  const preference = record(listOf(value.user_preferences)[0]);
  return {
    ...origin,
    kind: 'user_preferences',
    person: personOf({
      waId: preference.wa_id,
      userId: preference.user_id,
      contacts: payload.contacts,
    }),
    category: text(preference.category) ?? 'marketing_messages',
    value: required(preference.value, 'user_preferences[0].value'),
    ...present({ detail: text(preference.detail), at: time(preference.timestamp) }),
  };
}

function templateStatus(origin: ItemOrigin, value: Json): ParsedItem {
  const info = record(value.other_info);
  const rejection = record(value.rejection_info);
  const reason = text(value.reason);
  return {
    ...origin,
    ...templateRef(value),
    kind: 'template_status',
    event: required(value.event, 'value.event').toUpperCase(),
    ...present({
      reason: reason === 'NONE' ? undefined : reason,
      category: text(value.message_template_category),
      detail: text(rejection.reason) ?? text(info.description) ?? text(info.title),
      disableAt: time(record(value.disable_info).disable_date),
    }),
    value,
  };
}

function templateCategory(origin: ItemOrigin, value: Json): ParsedItem {
  return {
    ...origin,
    ...templateRef(value),
    kind: 'template_category',
    category: required(value.new_category, 'value.new_category'),
    ...present({
      previousCategory: text(value.previous_category),
      correctCategory: text(value.correct_category),
      changesAt: time(value.category_update_timestamp),
    }),
  };
}

const accountFields = new Set([
  'account_update',
  'account_alerts',
  'account_review_update',
  'account_settings_update',
  'business_capability_update',
  'phone_number_name_update',
  'security',
]);

/** Reads everything but messages and statuses: identities, preferences, templates, numbers, account. */
export function parseNotice(origin: ItemOrigin, payload: WebhookPayload): ParsedItem {
  const value = record(payload.value);
  // Meta's own sample of the quality notice carries the field of the status notice, so keys decide.
  if (value.new_quality_score !== undefined && value.message_template_name !== undefined)
    return {
      ...origin,
      ...templateRef(value),
      kind: 'template_quality',
      quality: required(value.new_quality_score, 'value.new_quality_score'),
      ...present({ previousQuality: text(value.previous_quality_score) }),
    };
  switch (payload.field) {
    case 'user_id_update':
      return userIdUpdate(origin, value);
    case 'user_preferences':
      return userPreferences(origin, payload, value);
    case 'message_template_status_update':
      return templateStatus(origin, value);
    case 'template_category_update':
      return templateCategory(origin, value);
    case 'message_template_components_update':
      return { ...origin, ...templateRef(value), kind: 'template_components', value };
    case 'phone_number_quality_update':
      return {
        ...origin,
        kind: 'phone_number_quality',
        event: text(value.event) ?? 'UNKNOWN',
        ...present({
          displayPhoneNumber: text(value.display_phone_number),
          currentLimit: text(value.current_limit),
          maxDailyConversations: text(value.max_daily_conversations_per_business),
        }),
        value,
      };
    default:
      if (!accountFields.has(payload.field))
        return { ...origin, kind: 'other', value: payload.value };
      return {
        ...origin,
        kind: 'account',
        event:
          text(value.event) ??
          text(value.decision) ??
          text(record(value.alert_info).alert_type) ??
          payload.field,
        value,
      };
  }
}
