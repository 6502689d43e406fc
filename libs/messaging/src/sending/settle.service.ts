import { Database, Events, query } from '@datacare/platform';
import { Injectable } from '@nestjs/common';
import type { MessageStatus } from '../messages/message-status';
import { MessageStatusChanged } from '../messaging.events';

/** What became of an attempt for good. */
export interface Settlement {
  id: number;
  token: string;
  state: 'accepted' | 'failed' | 'unconfirmed';
  wamid?: string;
  code?: number | null;
  title?: string;
  details?: string;
}

/** An attempt that certainly was not sent and shall wait. */
export interface Postponement {
  id: number;
  token: string;
  afterMs: number;
  code: number | null;
  reason: string;
  /** Being told to wait counts; giving back because the channel was paused does not. */
  counts: boolean;
}

interface Changed {
  message_id: string;
  thread_id: string;
  status: MessageStatus;
  at: string;
  has_next: boolean;
}

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/**
 * An attempt is settled by who holds its lease, once; one that lapsed into unconfirmed may still be settled by
 * its late answer. The message follows its newest attempt, and any attempt that WhatsApp accepted.
 */
const SETTLE = `
  with o as materialized (
    select * from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[])
      as o(id, token, state, wamid, code, title, details)
  ), a as (
    update send_attempt s set state = o.state, wamid = coalesce(o.wamid, s.wamid), error_code = o.code, error = o.title,
      lease_until = null, settled_at = now()
    from o
    where s.id = o.id and s.lease_token = o.token
      and (s.state in ('claimed', 'sending') or (s.state = 'unconfirmed' and o.state <> 'unconfirmed'))
    returning s.message_id, s.number, o.*
  ), n as materialized (
    select a.*, a.number = (select max(l.number) from send_attempt l where l.message_id = a.message_id) as is_newest
    from a
  )
  update message m set
    status = n.state,
    status_times = m.status_times || jsonb_build_object(n.state, to_char(now() at time zone 'utc', ${ISO})),
    wamid = case when n.is_newest then coalesce(n.wamid, m.wamid) else coalesce(m.wamid, n.wamid) end,
    error = case when n.state = 'failed'
      then jsonb_strip_nulls(jsonb_build_object('title', n.title, 'details', n.details)) || jsonb_build_object('code', n.code)
    end
  from n
  where m.id = n.message_id and m.status in ('queued', 'sending', 'unconfirmed', 'failed')
    and (n.is_newest or n.state = 'accepted')
  returning m.id as message_id, m.thread_id, m.status, to_char(now() at time zone 'utc', ${ISO}) as at,
    exists (select from send_attempt q where q.thread_id = m.thread_id and q.state = 'queued') as has_next`;

/** Stores what became of attempts: set-based, many per statement. */
@Injectable()
export class SettleService {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
  ) {}

  /**
   * Stores outcomes, moves their messages and records the news, in one transaction; answers whether more waits
   * in their threads.
   */
  async settle(settled: readonly Settlement[]): Promise<boolean> {
    return this.db.transaction(async (em) => {
      const changed = await query<Changed>(em, SETTLE, [
        settled.map(({ id }) => id),
        settled.map(({ token }) => token),
        settled.map(({ state }) => state),
        settled.map(({ wamid }) => wamid ?? null),
        settled.map(({ code }) => code ?? null),
        settled.map(({ title }) => title ?? null),
        settled.map(({ details }) => details ?? null),
      ]);
      await this.events.record(em, ...changed.map(statusChanged));
      return changed.some(({ has_next }) => has_next);
    });
  }

  /** Puts attempts back into the queue for later. */
  async postpone(postponed: readonly Postponement[]): Promise<void> {
    await query(
      this.db.em(),
      `with o as materialized (
         select * from unnest($1::bigint[], $2::uuid[], $3::float8[], $4::int[], $5::text[], $6::bool[])
           as o(id, token, after_ms, code, reason, counts)
       ), a as (
         update send_attempt s set state = 'queued', lease_until = null, lease_token = null, sent_at = null,
           not_before = now() + make_interval(secs => o.after_ms / 1000), error_code = o.code, error = o.reason,
           postponements = least(s.postponements + o.counts::int, 32000)
         from o where s.id = o.id and s.lease_token = o.token and s.state in ('claimed', 'sending')
         returning s.message_id
       )
       update message m set status = 'queued' from a where m.id = a.message_id and m.status = 'sending'`,
      [
        postponed.map(({ id }) => id),
        postponed.map(({ token }) => token),
        postponed.map(({ afterMs }) => afterMs),
        postponed.map(({ code }) => code),
        postponed.map(({ reason }) => reason),
        postponed.map(({ counts }) => counts),
      ],
    );
  }
}

const statusChanged = ({ message_id, thread_id, status, at }: Changed) =>
  MessageStatusChanged.of(
    { messageId: message_id, threadId: thread_id, status, at },
    { subjectId: message_id },
  );
