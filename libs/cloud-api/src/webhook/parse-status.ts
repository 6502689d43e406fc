import { readError } from '../errors/cloud-api-error';
import { listOf, personOf, present, record, required, requiredTime, text, time } from './fields';
import type { DeliveryStatus, ItemOrigin, ParsedItem } from './parsed-item';
import type { WebhookPayload } from './split';

const known: readonly string[] = [
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
] satisfies DeliveryStatus[];

/** Reads one step of a message that we sent; steps of other kinds (calls, old APIs) come back as `other`. */
export function parseStatus(origin: ItemOrigin, payload: WebhookPayload): ParsedItem {
  const status = record(payload.status);
  const name = required(status.status, 'status.status');
  if (!known.includes(name) || status.type === 'call')
    return { ...origin, kind: 'other', value: status };
  const isGroup = status.recipient_type === 'group';
  const pricing = record(status.pricing);
  const conversation = record(status.conversation);
  const errors = listOf(status.errors)
    .map((error) => readError(error))
    .filter((error) => error !== undefined);
  return {
    ...origin,
    kind: 'status',
    wamid: required(status.id, 'status.id'),
    status: name as DeliveryStatus,
    at: requiredTime(status.timestamp, 'status.timestamp'),
    recipient: personOf({
      waId: isGroup ? status.recipient_participant_id : status.recipient_id,
      userId: status.recipient_user_id,
      parentUserId: status.recipient_parent_user_id ?? status.parent_recipient_user_id,
      contacts: payload.contacts,
    }),
    ...present({
      opaque: text(status.biz_opaque_callback_data),
      pricing: status.pricing
        ? present({
            billable: typeof pricing.billable === 'boolean' ? pricing.billable : undefined,
            model: text(pricing.pricing_model),
            type: text(pricing.type),
            category: text(pricing.category),
          })
        : undefined,
      conversation: status.conversation
        ? present({
            id: text(conversation.id),
            expiresAt: time(conversation.expiration_timestamp),
            origin: text(record(conversation.origin).type),
          })
        : undefined,
      errors: errors.length > 0 ? errors : undefined,
    }),
  };
}
