import { randomUUID } from 'node:crypto';
import type { OutboundContent } from '@datacare/cloud-api/content';
import { Database, query } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { grantSlots } from './number-pace';
import { pairTurn } from './pair-pace';

/** A row that this process may send while its lease lasts. */
export interface ClaimedSend {
  id: number;
  token: string;
  messageId: string;
  threadId: string;
  contactId: string;
  channel: ClaimChannel;
  opaque: string;
  content: OutboundContent;
  replyToWamid: string | null;
  priority: number;
  postponements: number;
  correlationId: string | null;
  to: string | null;
  recipient: string | null;
  /** Milliseconds after the claim was asked for at which it may leave. */
  inMs: number;
}

export interface ClaimChannel {
  id: string;
  phoneNumberId: string;
  businessAccountId: string;
  accessTokenSealed: string;
  messagesPerSecond: number;
}

/** A row that may no longer be sent; what it waited for has changed. */
export interface Outdated {
  id: number;
  token: string;
  title: string;
}

export interface ClaimOptions {
  limit: number;
  rate: number;
  burst: number;
  debtMs: number;
}

export interface Claim {
  rows: ClaimedSend[];
  outdated: Outdated[];
  /** There may be more that could go at once. */
  hasMore: boolean;
}

interface ChannelRow {
  phone_number_id: string;
  business_account_id: string;
  access_token_sealed: string;
  messages_per_second: number;
  daily_limit: number | null;
  pace_ms: number | null;
  now_ms: number;
}

interface HeadRow {
  id: number;
  message_id: string;
  thread_id: string;
  contact_id: string;
  opaque: string;
  content: OutboundContent;
  reply_to_wamid: string | null;
  priority: number;
  postponements: number;
  correlation_id: string | null;
  is_template: boolean;
  is_marketing: boolean;
  has_consent: boolean;
  is_scheduled: boolean;
  is_window_open: boolean;
  is_reached: boolean;
  pair_ms: number | null;
  phone: string | null;
  user_id: string | null;
}

/** A claim is given back by itself when its process dies. */
const LEASE = "interval '30 seconds'";
/** A request gives up after 30 seconds and is stored soon after; later than this its process is gone. */
const SENDING_LEASE = "interval '45 seconds'";
/** How far ahead slots are taken. A pause of the channel holds after this long at the latest. */
export const HORIZON_MS = 200;
const REACH_RETRY_MS = 60_000;

/**
 * The lowest unsettled row of each thread, live replies before campaigns, the longest waiting first. A row that
 * was put off for more than a minute (a paused template), or waits for the time that its author chose, gives way to
 * those behind it. Every `offset 0` keeps the
 * planner from anything but a few index probes per row, however old its statistics are.
 */
const HEADS = `
  select h.*, m.content, m.reply_to_wamid, m.scheduled_for is not null as is_scheduled, c.marketing_consent = 'given' as has_consent,
    greatest(h.last_inbound_at + interval '24 hours', h.window_extended_until) > now() as is_window_open,
    coalesce((select r.at > now() - interval '24 hours' from daily_reach r
              where r.channel_id = $1 and r.thread_id = h.thread_id), false) as is_reached,
    (select i.value from (select * from contact_identity where contact_id = c.id offset 0) i
      where i.kind = 'phone' order by i.last_seen_at desc limit 1) as phone,
    (select i.value from (select * from contact_identity where contact_id = c.id offset 0) i
      where i.kind = 'bsuid' and i.scope = $3 order by i.last_seen_at desc limit 1) as user_id
  from (
    select l.* from (values (0), (1), (2)) as p(priority) cross join lateral (
      select a.id::float8 as id, a.message_id, a.thread_id, a.opaque, a.priority, a.postponements, a.correlation_id,
        a.is_template, a.is_marketing, t.contact_id, t.last_inbound_at, t.window_extended_until,
        extract(epoch from t.pair_pace_at)::float8 * 1000 as pair_ms
      from send_attempt a join thread t on t.id = a.thread_id
      where a.channel_id = $1 and a.priority = p.priority and a.state = 'queued' and a.not_before <= now()
        and not exists (select from send_attempt e
                        where e.thread_id = a.thread_id and e.id < a.id and e.state in ('queued', 'claimed', 'sending')
                          and (e.not_before <= now() or e.not_before <= now() + interval '1 minute' and not exists (
                            select from message s where s.id = e.message_id and s.scheduled_for > now() offset 0))
                        offset 0)
      order by a.not_before, a.id limit $2
      for no key update of a, t skip locked
    ) l limit $2
  ) h
  cross join lateral (select content, reply_to_wamid, scheduled_for from message where id = h.message_id offset 0) m
  cross join lateral (select coalesce(merged_into_id, id) as id from contact where id = h.contact_id offset 0) o
  cross join lateral (select id, marketing_consent from contact where id = o.id offset 0) c`;

/** Takes rows of the outbox for this process, each at a slot of its number's pace. */
@Injectable()
export class ClaimService {
  constructor(private readonly db: Database) {}

  /** Channels that may send and have something due. */
  async dueChannels(): Promise<string[]> {
    const rows = await query<{ id: string }>(
      this.db.em(),
      `select c.id from channel c
       where c.state = 'active' and (c.hold_until is null or c.hold_until <= now())
         and exists (select from send_attempt a where a.channel_id = c.id and a.state = 'queued' and a.not_before <= now())
       order by c.id`,
    );
    return rows.map(({ id }) => id);
  }

  /**
   * At most `limit` rows of a channel at `rate` (0 to 1) of its speed, after leaving out `debtMs` of its time. The channel's row is locked meanwhile, so
   * that workers share one pace; who finds it locked comes back later.
   */
  async claim(channelId: string, { limit, rate, burst, debtMs }: ClaimOptions): Promise<Claim> {
    return this.db.transaction(async (em) => {
      const channel = await lockChannel(em, channelId);
      if (!channel) return { rows: [], outdated: [], hasMore: true };
      const pace = {
        now: channel.now_ms,
        paceAt: channel.pace_ms,
        perSecond: channel.messages_per_second * rate,
        horizonMs: HORIZON_MS,
        debtMs,
      };
      const { slots } = grantSlots({ ...pace, wanted: limit });
      if (slots.length === 0) return { rows: [], outdated: [], hasMore: true };
      const heads = await query<HeadRow>(em, HEADS, [
        channelId,
        slots.length,
        channel.business_account_id,
      ]);
      if (heads.length === 0) return { rows: [], outdated: [], hasMore: false };
      const room = await reachRoom(em, channelId, channel.daily_limit, heads);
      const sorted = sort(heads, channel.now_ms, room, burst);
      const granted = grantSlots({ ...pace, wanted: sorted.go.length });
      const token = randomUUID();
      await write(em, channelId, token, sorted, granted.paceAt);
      const about: ClaimChannel = {
        id: channelId,
        phoneNumberId: channel.phone_number_id,
        businessAccountId: channel.business_account_id,
        accessTokenSealed: channel.access_token_sealed,
        messagesPerSecond: channel.messages_per_second,
      };
      return {
        rows: sorted.go.map(({ head }, index) =>
          toClaim(head, token, about, granted.slots[index]! - channel.now_ms),
        ),
        outdated: sorted.outdated.map(({ head, title }) => ({ id: head.id, token, title })),
        hasMore: heads.length === slots.length,
      };
    });
  }

  /** The fence: commits that these are being sent, and answers which of them still were ours. */
  async fence(rows: readonly ClaimedSend[]): Promise<boolean[]> {
    const fenced = await query<{ id: number }>(
      this.db.em(),
      `update send_attempt a set state = 'sending', sent_at = now(), lease_until = now() + ${SENDING_LEASE}
       from unnest($1::bigint[], $2::uuid[]) as r(id, token)
       where a.id = r.id and a.state = 'claimed' and a.lease_token = r.token
       returning a.id::float8 as id`,
      [rows.map(({ id }) => id), rows.map(({ token }) => token)],
    );
    const ours = new Set(fenced.map(({ id }) => id));
    return rows.map(({ id }) => ours.has(id));
  }

  /** Keeps rows that wait for an upload. */
  async renew(row: ClaimedSend): Promise<void> {
    await query(
      this.db.em(),
      `update send_attempt set lease_until = now() + ${LEASE} where id = $1 and state = 'claimed' and lease_token = $2`,
      [row.id, row.token],
    );
  }

  /** Gives back rows of which certainly no byte has left. */
  async release(rows: readonly Pick<ClaimedSend, 'id' | 'token'>[]): Promise<void> {
    if (rows.length === 0) return;
    await query(
      this.db.em(),
      `update send_attempt a set state = 'queued', lease_until = null, lease_token = null, sent_at = null
       from unnest($1::bigint[], $2::uuid[]) as r(id, token)
       where a.id = r.id and a.state in ('claimed', 'sending') and a.lease_token = r.token`,
      [rows.map(({ id }) => id), rows.map(({ token }) => token)],
    );
  }
}

/**
 * Also keeps the rest of the transaction to index probes: with the statistics of a quiet time the planner would read
 * whole tables for the rows of a claim.
 */
async function lockChannel(em: EntityManager, id: string): Promise<ChannelRow | undefined> {
  const [row] = await query<ChannelRow>(
    em,
    `select phone_number_id, business_account_id, access_token_sealed, messages_per_second, daily_limit,
       extract(epoch from pace_at)::float8 * 1000 as pace_ms, extract(epoch from clock_timestamp())::float8 * 1000 as now_ms,
       set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true)
     from channel where id = $1 and state = 'active' and (hold_until is null or hold_until <= now())
     for no key update skip locked`,
    [id],
  );
  return row;
}

/** How many more people outside a window may be written to in these 24 hours. */
async function reachRoom(
  em: EntityManager,
  channelId: string,
  limit: number | null,
  heads: readonly HeadRow[],
): Promise<number> {
  if (limit === null || heads.every((head) => head.is_window_open || head.is_reached))
    return Number.POSITIVE_INFINITY;
  const [row] = await query<{ reached: number }>(
    em,
    `select count(*)::float8 as reached from (
       select from daily_reach where channel_id = $1 and at > now() - interval '24 hours' limit $2) r`,
    [channelId, limit],
  );
  return limit - row!.reached;
}

interface Sorted {
  go: { head: HeadRow; pairMs: number }[];
  reached: string[];
  putOff: { head: HeadRow; untilMs: number }[];
  outdated: { head: HeadRow; title: string }[];
}

const whyNot = (head: HeadRow): string | undefined => {
  if (!head.phone && !head.user_id)
    return 'This contact has no phone number or user id that WhatsApp can deliver to.';
  if (head.is_marketing && !head.has_consent)
    return 'The contact no longer agrees to marketing messages.';
  if (!head.is_template && !head.is_window_open)
    return head.is_scheduled
      ? 'The 24-hour window had closed when it was due. Send a template instead.'
      : 'The 24-hour window closed while the message waited. Send a template instead.';
  return undefined;
};

function sort(heads: readonly HeadRow[], nowMs: number, room: number, burst: number): Sorted {
  const sorted: Sorted = { go: [], reached: [], putOff: [], outdated: [] };
  for (const head of heads) {
    const title = whyNot(head);
    if (title) {
      sorted.outdated.push({ head, title });
      continue;
    }
    const turn = pairTurn(nowMs, head.pair_ms, burst);
    const isNewReach = !head.is_window_open && !head.is_reached;
    if (turn.goesAt > nowMs) sorted.putOff.push({ head, untilMs: turn.goesAt });
    else if (isNewReach && sorted.reached.length >= room)
      sorted.putOff.push({ head, untilMs: nowMs + REACH_RETRY_MS });
    else {
      sorted.go.push({ head, pairMs: turn.paceAt });
      if (isNewReach) sorted.reached.push(head.thread_id);
    }
  }
  return sorted;
}

const WRITE = `
  with taken as (
    update send_attempt a set state = 'claimed', lease_token = $2, lease_until = now() + ${LEASE}
    where a.id = any($3::bigint[])
  ), paced as (
    update thread t set pair_pace_at = to_timestamp(p.ms / 1000)
    from unnest($4::uuid[], $5::float8[]) as p(id, ms) where t.id = p.id
  ), put_off as (
    update send_attempt a set not_before = to_timestamp(p.ms / 1000)
    from unnest($6::bigint[], $7::float8[]) as p(id, ms) where a.id = p.id
  ), reached as (
    insert into daily_reach (channel_id, thread_id, at) select $1, id, now() from unnest($8::uuid[]) as r(id)
    on conflict (channel_id, thread_id) do update set at = excluded.at
  )
  update channel set pace_at = to_timestamp($9::float8 / 1000) where id = $1`;

async function write(
  em: EntityManager,
  channelId: string,
  token: string,
  sorted: Sorted,
  paceMs: number,
) {
  const { go, outdated, putOff, reached } = sorted;
  await query(em, WRITE, [
    channelId,
    token,
    [...go, ...outdated].map(({ head }) => head.id),
    go.map(({ head }) => head.thread_id),
    go.map(({ pairMs }) => pairMs),
    putOff.map(({ head }) => head.id),
    putOff.map(({ untilMs }) => untilMs),
    reached,
    paceMs,
  ]);
}

const toClaim = (
  head: HeadRow,
  token: string,
  channel: ClaimChannel,
  inMs: number,
): ClaimedSend => ({
  id: head.id,
  token,
  channel,
  messageId: head.message_id,
  threadId: head.thread_id,
  contactId: head.contact_id,
  opaque: head.opaque,
  content: head.content,
  replyToWamid: head.reply_to_wamid,
  priority: head.priority,
  postponements: head.postponements,
  correlationId: head.correlation_id,
  to: head.phone,
  recipient: head.phone ? null : head.user_id,
  inMs,
});
