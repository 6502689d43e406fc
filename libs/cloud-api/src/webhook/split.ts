import { createHash } from 'node:crypto';
import { clean } from './clean';

type Json = Record<string, unknown>;

export interface WebhookPayload {
  field: string;
  wabaId: string;
  /** Unix seconds at which Meta made an account notice. */
  time?: number;
  metadata?: Json;
  contacts?: Json[];
  message?: unknown;
  status?: unknown;
  error?: unknown;
  value?: unknown;
}

/** One thing that a webhook says, to be stored and handled by itself. */
export interface WebhookItem {
  /** The same for every repetition of this item, whatever batch it comes in. */
  key: string;
  field: string;
  wabaId: string;
  phoneNumberId?: string;
  /** Items with the same key must be handled in order; empty when order does not matter. */
  threadKey: string;
  payload: WebhookPayload;
}

const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

const hash = (source: string) => createHash('sha256').update(source).digest('hex');

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}

/** Fields whose value is a list of independent notices. */
const listKeys: Record<string, string> = {
  user_preferences: 'user_preferences',
  user_id_update: 'user_id_update',
  smb_message_echoes: 'message_echoes',
};

interface Change {
  field: string;
  wabaId: string;
  time?: number;
  phoneNumberId: string;
  value: Json;
  metadata?: Json;
}

function relevantContacts(contacts: Json[], waId: string, userId: string): Json[] {
  const own = contacts.filter(
    (contact) =>
      (waId !== '' && text(contact.wa_id) === waId) ||
      (userId !== '' && text(contact.user_id) === userId),
  );
  return own.length > 0 || contacts.length !== 1 || waId !== '' || userId !== '' ? own : contacts;
}

function item(
  change: Change,
  key: string,
  person: { waId: string; userId: string },
  part: Partial<WebhookPayload>,
): WebhookItem {
  const contacts = relevantContacts(
    listOf(change.value.contacts).map(record),
    person.waId,
    person.userId,
  );
  const identity = person.userId || text(contacts[0]?.user_id) || person.waId;
  return {
    key,
    field: change.field,
    wabaId: change.wabaId,
    ...(change.phoneNumberId ? { phoneNumberId: change.phoneNumberId } : {}),
    threadKey: identity ? `${change.phoneNumberId}|${identity}` : '',
    payload: {
      field: change.field,
      wabaId: change.wabaId,
      ...(change.time === undefined ? {} : { time: change.time }),
      ...(change.metadata ? { metadata: change.metadata } : {}),
      ...(contacts.length > 0 ? { contacts } : {}),
      ...part,
    },
  };
}

function splitMessages(change: Change): WebhookItem[] {
  const { field, phoneNumberId, value } = change;
  const keyOf = (entry: Json, ...parts: unknown[]) =>
    text(entry.id)
      ? hash([field, phoneNumberId, ...parts.map(text)].join('|'))
      : hash(`${field}|${phoneNumberId}|${canonical(entry)}`);
  const messages = listOf(value.messages).map((raw) => {
    const message = record(raw);
    const person = { waId: text(message.from), userId: text(message.from_user_id) };
    return item(change, keyOf(message, message.id, '', message.timestamp, ''), person, {
      message: raw,
    });
  });
  const statuses = listOf(value.statuses).map((raw) => {
    const status = record(raw);
    const isGroup = status.recipient_type === 'group';
    const person = {
      waId: isGroup ? '' : text(status.recipient_id),
      userId: isGroup ? '' : text(status.recipient_user_id),
    };
    const parts = [status.id, status.status, status.timestamp, status.recipient_participant_id];
    return item(change, keyOf(status, ...parts), person, { status: raw });
  });
  const errors = listOf(value.errors).map((raw) =>
    item(
      change,
      hash(`${field}|${phoneNumberId}|errors|${canonical(raw)}`),
      { waId: '', userId: '' },
      { error: raw },
    ),
  );
  return [...messages, ...statuses, ...errors];
}

function splitOther(change: Change): WebhookItem[] {
  const { field, value, wabaId, time } = change;
  const listKey = listKeys[field];
  const entries = listKey ? listOf(value[listKey]) : [];
  if (!listKey || entries.length === 0) {
    const key = hash(canonical({ field, wabaId, time, value }));
    return [item(change, key, { waId: '', userId: '' }, { value })];
  }
  return entries.map((entry) => {
    const single = record(entry);
    const userId = record(single.user_id);
    const person = {
      waId: text(single.wa_id) || text(single.to),
      // A changed id keeps its old thread, so that what came before it is handled before it.
      userId: text(userId.previous) || text(single.user_id) || text(single.to_user_id),
    };
    const key = hash(`${field}|${change.phoneNumberId}|${canonical(entry)}`);
    return item(change, key, person, { value: { ...value, [listKey]: [entry] } });
  });
}

/** Splits a webhook body into its items; a body of another form comes back as one item, so that nothing is lost. */
export function splitWebhook(body: unknown): WebhookItem[] {
  const envelope = record(clean(body));
  const entries = envelope.entry;
  if (!Array.isArray(entries)) {
    const value = clean(body);
    const change: Change = {
      field: 'unknown',
      wabaId: '',
      phoneNumberId: '',
      value: record(value),
    };
    return [{ ...item(change, hash(canonical(value)), { waId: '', userId: '' }, { value }) }];
  }
  return entries.flatMap((rawEntry) => {
    const entry = record(rawEntry);
    return listOf(entry.changes).flatMap((rawChange) => {
      const { field, value: rawValue } = record(rawChange);
      const value = record(rawValue);
      const metadata = record(value.metadata);
      const change: Change = {
        field: text(field) || text(value.field) || 'unknown',
        wabaId: text(entry.id),
        phoneNumberId: text(metadata.phone_number_id),
        value,
        ...(typeof entry.time === 'number' ? { time: entry.time } : {}),
        ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
      };
      const holdsItems = [value.messages, value.statuses, value.errors].some(
        (items) => Array.isArray(items) && items.length > 0,
      );
      return change.field === 'messages' && holdsItems ? splitMessages(change) : splitOther(change);
    });
  });
}
