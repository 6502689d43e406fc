import { explainError, type CloudApiError, type StatusUpdate } from '@datacare/cloud-api';
import { Events, query } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { MessageError } from '../messages/message.entity';
import type { MessageStatus } from '../messages/message-status';
import { MessageStatusChanged } from '../messaging.events';
import { ChannelTrouble } from './channel-trouble.service';
import { advanced, type DeliveryState } from './delivery-rank';

/** A delivery status of Meta, with the channel that it came to. */
export type DeliveryUpdate = Pick<
  StatusUpdate,
  'wamid' | 'status' | 'at' | 'opaque' | 'pricing' | 'conversation' | 'errors'
> & {
  channelId: string;
  correlationId?: string | null;
};

interface Match {
  place: number;
  attempt_id: number | null;
  attempt_state: string | null;
  number: number | null;
  is_newest: boolean;
  message_id: string | null;
}

interface MessageRow {
  id: string;
  thread_id: string;
  contact_id: string;
  status: MessageStatus;
  status_times: DeliveryState['statusTimes'];
  error: MessageError | null;
}

interface Subject {
  row: MessageRow;
  state: DeliveryState;
  wamid: string | null;
  pricing: DeliveryUpdate['pricing'] | null;
  windowUntil: Date | null;
  correlationId: string | null;
  at: Date;
}

const failureOf = ([error]: CloudApiError[] = []): MessageError => ({
  code: error?.code ?? null,
  title: error?.title ?? 'WhatsApp could not deliver the message.',
  ...(error?.details ? { details: error.details } : {}),
});

/** What Meta tells about messages on their way. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly events: Events,
    private readonly trouble: ChannelTrouble,
  ) {}

  /**
   * Applies delivery statuses in the caller's transaction, whatever their order, and keeps those of unknown
   * messages for `matchOrphans`. A status is matched by our reference (also before the answer to its send is
   * stored) or by wamid. One that proves an attempt to have been sent settles that attempt, and cancels a
   * retry that still waits.
   */
  async applyStatuses(em: EntityManager, updates: readonly DeliveryUpdate[]): Promise<void> {
    if (updates.length === 0) return;
    const matches = await match(em, updates);
    const orphans = matches
      .filter(({ message_id }) => message_id === null)
      .map(({ place }) => updates[place]!);
    if (orphans.length > 0) await keepOrphans(em, orphans);
    const found = matches.filter(({ message_id }) => message_id !== null);
    if (found.length === 0) return;
    const rows = await lockMessages(em, [...new Set(found.map(({ message_id }) => message_id!))]);
    const subjects = new Map(rows.map((row) => [row.id, subjectOf(row)]));
    for (const one of found) {
      const subject = subjects.get(one.message_id!);
      const update = updates[one.place]!;
      if (subject && counts(one, update)) report(subject, update);
    }
    await settleAttempts(em, found, updates);
    await this.store(em, [...subjects.values()]);
    await this.actOnFailures(em, found, updates, subjects);
  }

  /** Applies kept statuses whose message has become known, and forgets those of strangers after a day. */
  async matchOrphans(em: EntityManager): Promise<number> {
    const known = await query<{ report: Omit<DeliveryUpdate, 'at'> & { at: string } }>(
      em,
      `delete from status_orphan where id in (
         select o.id from status_orphan o join message m on m.channel_id = o.channel_id and m.wamid = o.wamid
         order by o.id limit 500 for update of o skip locked)
       returning report`,
    );
    await query(em, `delete from status_orphan where received_at < now() - interval '1 day'`);
    await this.applyStatuses(
      em,
      known.map(({ report: { at, conversation: _, ...rest } }) => ({ ...rest, at: new Date(at) })),
    );
    return known.length;
  }

  private async store(em: EntityManager, subjects: readonly Subject[]): Promise<void> {
    const changed = subjects.map(({ row, state, wamid, pricing }) => ({
      id: row.id,
      status: state.status,
      status_times: state.statusTimes,
      error: state.error,
      wamid,
      pricing,
    }));
    await query(
      em,
      `update message m set status = u.status, status_times = u.status_times, error = u.error,
         wamid = coalesce(m.wamid, u.wamid), pricing = coalesce(u.pricing, m.pricing)
       from jsonb_to_recordset($1::jsonb)
         as u(id uuid, status text, status_times jsonb, error jsonb, wamid text, pricing jsonb)
       where m.id = u.id`,
      [JSON.stringify(changed)],
    );
    const extended = subjects.filter(({ windowUntil }) => windowUntil);
    if (extended.length > 0)
      await query(
        em,
        `update thread t set window_extended_until = greatest(t.window_extended_until, u.until)
         from unnest($1::uuid[], $2::timestamptz[]) as u(id, until) where t.id = u.id`,
        [
          extended.map(({ row }) => row.thread_id),
          extended.map(({ windowUntil }) => windowUntil!.toISOString()),
        ],
      );
    await this.events.record(
      em,
      ...subjects
        .filter(({ row, state }) => state.status !== row.status)
        .map(({ row, state, at, correlationId }) =>
          MessageStatusChanged.of(
            {
              messageId: row.id,
              threadId: row.thread_id,
              status: state.status,
              at: at.toISOString(),
            },
            { subjectId: row.id, correlationId },
          ),
        ),
    );
  }

  private async actOnFailures(
    em: EntityManager,
    found: readonly Match[],
    updates: readonly DeliveryUpdate[],
    subjects: ReadonlyMap<string, Subject>,
  ): Promise<void> {
    for (const { place, message_id } of found) {
      const { status, errors, channelId, at } = updates[place]!;
      const error = status === 'failed' ? errors?.[0] : undefined;
      if (!error) continue;
      const { pausesChannel, optsOut } = explainError(error.code);
      if (pausesChannel) await this.trouble.pauseIn(em, channelId, error);
      if (optsOut) await this.trouble.optOutIn(em, subjects.get(message_id!)!.row.contact_id, at);
    }
  }
}

function match(em: EntityManager, updates: readonly DeliveryUpdate[]): Promise<Match[]> {
  return query<Match>(
    em,
    `select (u.place - 1)::float8 as place, a.id::float8 as attempt_id, a.state as attempt_state, a.number,
       coalesce(a.number = (select max(l.number) from send_attempt l where l.message_id = a.message_id), true) as is_newest,
       coalesce(a.message_id, (select m.id from message m
         where a.id is null and m.channel_id = u.channel_id and m.wamid = u.wamid and m.direction = 'outbound')) as message_id
     from unnest($1::uuid[], $2::text[], $3::text[]) with ordinality as u(channel_id, wamid, opaque, place)
     left join send_attempt a on a.opaque = u.opaque and a.channel_id = u.channel_id
     order by u.place`,
    [
      updates.map(({ channelId }) => channelId),
      updates.map(({ wamid }) => wamid),
      updates.map(({ opaque }) => opaque ?? null),
    ],
  );
}

async function keepOrphans(em: EntityManager, orphans: readonly DeliveryUpdate[]): Promise<void> {
  await query(
    em,
    `insert into status_orphan (channel_id, wamid, report)
     select * from unnest($1::uuid[], $2::text[], $3::jsonb[])`,
    [
      orphans.map(({ channelId }) => channelId),
      orphans.map(({ wamid }) => wamid),
      orphans.map(({ channelId, wamid, status, at, opaque, pricing, errors, correlationId }) =>
        JSON.stringify({ channelId, wamid, status, at, opaque, pricing, errors, correlationId }),
      ),
    ],
  );
}

const lockMessages = (em: EntityManager, ids: readonly string[]) =>
  query<MessageRow>(
    em,
    `select m.id, m.thread_id, t.contact_id, m.status, m.status_times, m.error
     from message m join thread t on t.id = m.thread_id
     where m.id = any($1::uuid[]) order by m.id for no key update of m`,
    [ids],
  );

const subjectOf = (row: MessageRow): Subject => ({
  row,
  state: { status: row.status, statusTimes: row.status_times, error: row.error },
  wamid: null,
  pricing: null,
  windowUntil: null,
  correlationId: null,
  at: new Date(0),
});

function report(subject: Subject, update: DeliveryUpdate): void {
  const before = subject.state.status;
  const error = update.status === 'failed' ? { error: failureOf(update.errors) } : {};
  subject.state = advanced(subject.state, { status: update.status, at: update.at, ...error });
  subject.wamid ??= update.wamid;
  subject.pricing = update.pricing ?? subject.pricing;
  if (update.conversation?.origin === 'referral_conversion')
    subject.windowUntil = update.conversation.expiresAt ?? subject.windowUntil;
  if (subject.state.status === before) return;
  subject.at = update.at;
  subject.correlationId = update.correlationId ?? null;
}

/** Settles attempts that their statuses prove to have reached WhatsApp. */
async function settleAttempts(
  em: EntityManager,
  found: readonly Match[],
  updates: readonly DeliveryUpdate[],
) {
  const proven = found
    .filter(({ attempt_id, attempt_state }) => attempt_id !== null && unsettled.has(attempt_state!))
    .map(({ attempt_id, place }) => {
      const { status, wamid, errors } = updates[place]!;
      const error = status === 'failed' ? failureOf(errors) : null;
      return {
        id: attempt_id!,
        state: error ? 'failed' : 'accepted',
        wamid,
        code: error?.code,
        title: error?.title,
      };
    });
  // Of several statuses of one attempt, any but a failure says that it was accepted.
  const byAttempt = new Map(proven.map((one) => [one.id, one]));
  for (const one of proven) if (one.state === 'accepted') byAttempt.set(one.id, one);
  if (byAttempt.size > 0)
    await query(
      em,
      `update send_attempt s set state = o.state, wamid = o.wamid, error_code = o.code, error = o.title,
         lease_until = null, settled_at = coalesce(s.settled_at, now())
       from jsonb_to_recordset($1::jsonb) as o(id bigint, state text, wamid text, code int, title text)
       where s.id = o.id and s.state not in ('accepted', 'failed')`,
      [JSON.stringify([...byAttempt.values()])],
    );
  // A retry that still waits would send a second time what is now known to have been sent.
  const overtaken = found.filter((one) => !one.is_newest && counts(one, updates[one.place]!));
  if (overtaken.length > 0)
    await query(
      em,
      `update send_attempt l set state = 'cancelled', lease_until = null, settled_at = now()
       from unnest($1::uuid[], $2::int[]) as o(message_id, number)
       where l.message_id = o.message_id and l.number > o.number and l.state in ('queued', 'claimed')`,
      [overtaken.map(({ message_id }) => message_id), overtaken.map(({ number }) => number)],
    );
}

const unsettled = new Set(['queued', 'claimed', 'sending', 'unconfirmed', 'cancelled']);

/**
 * Whether a status speaks for its message. Those of the newest attempt do. An older attempt speaks once it
 * proves to have reached the customer, or WhatsApp after it had been given up for lost.
 */
function counts({ is_newest, attempt_state }: Match, { status }: DeliveryUpdate): boolean {
  if (is_newest) return true;
  if (status === 'failed') return false;
  return status !== 'sent' || unsettled.has(attempt_state!);
}
