import type { Stack } from './stack';

export interface Planned {
  /** Threads with an open window, each of another customer. */
  threads: number;
  /** Messages per thread, numbered from 1 in their text. */
  each: number;
  /** 0 live, 1 automation, 2 campaign. */
  priority?: number;
}

let phones = 254_730_000_000;

/** Customers who have just written, each with an open conversation; answers their threads. */
export async function openThreads(stack: Stack, count: number): Promise<string[]> {
  const from = phones;
  phones += count;
  const made = await stack.rows<{ id: string }>(
    `with n as materialized (
       select gen_random_uuid() as contact_id, gen_random_uuid() as thread_id, ($2::bigint + g)::text as phone
       from generate_series(0, $1::int - 1) g
     ), c as (
       insert into contact (id, profile_name) select contact_id, 'Customer ' || phone from n
     ), i as (
       insert into contact_identity (id, contact_id, kind, value)
       select gen_random_uuid(), contact_id, 'phone', phone from n
     ), t as (
       insert into thread (id, channel_id, contact_id, last_inbound_at) select thread_id, $3, contact_id, now() from n
     )
     insert into conversation (id, thread_id, channel_id, contact_id, last_message_at, window_expires_at)
     select gen_random_uuid(), thread_id, $3, contact_id, now(), now() + interval '1 day' from n
     returning thread_id as id`,
    [count, from, stack.channelId],
  );
  return made.map(({ id }) => id);
}

/** Puts messages into the outbox as OutgoingService leaves them; answers how many. */
export async function fillOutbox(stack: Stack, plan: Planned, threads?: string[]): Promise<number> {
  const ids = threads ?? (await openThreads(stack, plan.threads));
  await stack.rows(
    `with m as materialized (
       select gen_random_uuid() as id, t.id as thread_id, t.channel_id, t.contact_id, k,
         clock_timestamp() + k * interval '1 ms' as at
       from thread t, generate_series(1, $2::int) k where t.id = any($1::uuid[])
     ), stored as (
       insert into message (id, thread_id, channel_id, direction, kind, content, status, author_kind, at)
       select id, thread_id, channel_id, 'outbound', 'text',
         jsonb_build_object('type', 'text', 'text', jsonb_build_object('body', k::text)), 'queued', 'member', at from m
     ), told as (
       insert into event (type, subject_id, payload)
       select 'messaging.message_queued', id, jsonb_build_object('messageId', id, 'threadId', thread_id,
         'channelId', channel_id, 'contactId', contact_id, 'authorKind', 'member',
         'at', to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
       from m order by k
     )
     insert into send_attempt (message_id, thread_id, channel_id, opaque, priority)
     select id, thread_id, channel_id, gen_random_uuid()::text, $3 from m order by k, thread_id`,
    [ids, plan.each, plan.priority ?? 0],
  );
  return ids.length * plan.each;
}

export async function attemptStates(stack: Stack): Promise<Record<string, number>> {
  const rows = await stack.rows<{ state: string; n: number }>(
    'select state, count(*)::int as n from send_attempt group by state',
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

/** Attempts that are still on their way. */
export const openAttempts = (stack: Stack) =>
  stack.count("select count(*) from send_attempt where state in ('queued', 'claimed', 'sending')");

export const waitingItems = (stack: Stack) =>
  stack.count('select count(*) from webhook_event where processed_at is null and dead_at is null');

/** What the ledger and the database say together, in a form that a test compares with what it planned. */
export async function reckoning(stack: Stack) {
  const { total, uniqueOpaques, doubled } = stack.fake.ledger.summary();
  const accepted = stack.fake.ledger.entries.map(({ opaque }) => opaque!);
  const [counts] = await stack.rows<{ planned: number; known: number; unlisted: number }>(
    `select count(*)::int as planned,
       count(*) filter (where opaque = any($1::text[]))::int as known,
       count(*) filter (where opaque = any($1::text[]) and state <> 'accepted')::int as unlisted
     from send_attempt`,
    [accepted],
  );
  return {
    planned: counts!.planned,
    /** Accepted by WhatsApp, counted without removing repeats. */
    accepted: total,
    unique: uniqueOpaques,
    doubled,
    /** Accepted by WhatsApp and in our outbox. */
    known: counts!.known,
    /** Accepted by WhatsApp, yet not shown as accepted. */
    unsettled: counts!.unlisted,
  };
}

/** Texts that each customer got, in the order in which WhatsApp accepted them. */
export function received(stack: Stack): Map<string, number[]> {
  const byCustomer = new Map<string, number[]>();
  for (const { to, content } of stack.fake.ledger.entries) {
    if (content.type !== 'text') continue;
    const list = byCustomer.get(to!) ?? [];
    byCustomer.set(to!, list);
    list.push(Number(content.text.body));
  }
  return byCustomer;
}

export const isRising = (numbers: readonly number[]) =>
  numbers.every((number, index) => index === 0 || number > numbers[index - 1]!);
