import { readError } from '../errors/cloud-api-error';
import { clean } from './clean';
import { listOf, present, record, text } from './fields';
import { parseEcho, parseMessage } from './parse-message';
import { parseNotice } from './parse-notice';
import { parseStatus } from './parse-status';
import type { ItemOrigin, ParsedItem } from './parsed-item';
import { PoisonItem } from './parsed-item';
import type { WebhookPayload } from './split';

/** Reads the payload of one item; throws `PoisonItem` only when it can never be used. */
export function parseItem(raw: unknown): ParsedItem {
  if (typeof raw !== 'object' || raw === null) throw new PoisonItem('payload is not an object');
  const payload = clean(raw) as WebhookPayload;
  const metadata = record(payload.metadata);
  const origin: ItemOrigin = {
    field: text(payload.field) ?? 'unknown',
    wabaId: text(payload.wabaId) ?? '',
    ...present({
      phoneNumberId: text(metadata.phone_number_id),
      displayPhoneNumber: text(metadata.display_phone_number),
    }),
  };
  if (payload.message !== undefined) return parseMessage(origin, payload);
  if (payload.status !== undefined) return parseStatus(origin, payload);
  if (payload.error !== undefined) {
    const error = readError(payload.error);
    return error
      ? { ...origin, kind: 'error', error }
      : { ...origin, kind: 'other', value: payload.error };
  }
  if (
    payload.field === 'smb_message_echoes' &&
    listOf(record(payload.value).message_echoes).length > 0
  )
    return parseEcho(origin, payload);
  return parseNotice(origin, payload);
}
