import { PoisonItem } from './parsed-item';
import type { Person } from './parsed-item';

export type Json = Record<string, unknown>;

export const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** A non-empty text, or a number as text; otherwise undefined. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** The object without its undefined properties, so that a missing field is really missing. */
export function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

export function required(value: unknown, field: string): string {
  const found = text(value);
  if (found === undefined) throw new PoisonItem(`${field} is missing`);
  return found;
}

const EARLIEST = Date.UTC(2009, 0);
const LATEST = Date.UTC(2200, 0);

/** Unix seconds, as text or number. */
export function time(value: unknown): Date | undefined {
  const seconds = Number(text(value));
  const at = new Date(seconds * 1000);
  return at.getTime() >= EARLIEST && at.getTime() < LATEST ? at : undefined;
}

export function requiredTime(value: unknown, field: string): Date {
  const at = time(value);
  if (!at) throw new PoisonItem(`${field} is not a time in unix seconds`);
  return at;
}

const digits = (value: unknown) => text(value)?.replace(/^\+/, '');

interface PersonFields {
  waId?: unknown;
  userId?: unknown;
  parentUserId?: unknown;
  contacts?: unknown;
}

/** One person out of an item's own fields and the contact that goes with it. */
export function personOf({ waId, userId, parentUserId, contacts }: PersonFields): Person {
  const contact = record(listOf(contacts)[0]);
  const profile = record(contact.profile);
  const person: { [K in keyof Person]: string | undefined } = {
    waId: digits(waId) ?? digits(contact.wa_id),
    userId: text(userId) ?? text(contact.user_id),
    parentUserId: text(parentUserId) ?? text(contact.parent_user_id),
    username: text(profile.username)?.replace(/^@/, ''),
    profileName: text(profile.name),
  };
  return present(person) as Person;
}
