import { Database, Events, query } from '@datacare/platform';
import { Injectable } from '@nestjs/common';
import { MessageStatusChanged } from '../messaging.events';
import type { MessageStatus } from '../messages/message-status';
import { pausedChannels, queueAge, queueDepth, unconfirmedCount } from './send-metrics';

interface Moved {
  message_id: string;
  thread_id: string;
  status: MessageStatus;
  at: string;
}

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const MOST_AT_ONCE = 500;

/** Moves the messages of `a` (message_id) to a status that only those on their way can have. */
const moveMessages = (status: 'sending' | 'unconfirmed', from: string) => `
  update message m set status = '${status}',
    status_times = jsonb_build_object('${status}', to_char(now() at time zone 'utc', ${ISO})) || m.status_times
  from a where m.id = a.message_id and m.status in (${from})
  returning m.id as message_id, m.thread_id, m.status, to_char(now() at time zone 'utc', ${ISO}) as at`;

/** Finds what processes that died or froze have left behind; all times are the database's. */
@Injectable()
export class LeaseService {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
  ) {}

  /**
   * Claims whose lease lapsed go back into the queue, since no byte of them has left. Sends whose lease lapsed
   * become UNCONFIRMED: WhatsApp may have them, so nothing but its status or a person decides. Answers how many
   * claims went back.
   */
  async sweep(): Promise<number> {
    return this.db.transaction(async (em) => {
      const back = await query(
        em,
        `update send_attempt set state = 'queued', lease_until = null, lease_token = null where id in (
           select id from send_attempt where state = 'claimed' and lease_until < now()
           order by id limit ${MOST_AT_ONCE} for update skip locked)
         returning id`,
      );
      const lapsed = await query<Moved>(
        em,
        `with a as (
           update send_attempt set state = 'unconfirmed', lease_until = null,
             error = 'The process that sent this ended before WhatsApp answered' where id in (
             select id from send_attempt where state = 'sending' and lease_until < now()
             order by id limit ${MOST_AT_ONCE} for update skip locked)
           returning message_id
         ) ${moveMessages('unconfirmed', "'queued', 'sending'")}`,
      );
      // Most sends are answered at once, and one write less per message is worth more than naming that moment.
      const slow = await query<Moved>(
        em,
        `with a as (
           select message_id from send_attempt where state = 'sending' and lease_until > now()
             and sent_at < now() - interval '2 seconds' order by id limit ${MOST_AT_ONCE}
         ) ${moveMessages('sending', "'queued'")}`,
      );
      await this.events.record(
        em,
        ...[...lapsed, ...slow].map(({ message_id, thread_id, status, at }) =>
          MessageStatusChanged.of(
            { messageId: message_id, threadId: thread_id, status, at },
            { subjectId: message_id },
          ),
        ),
      );
      return back.length;
    });
  }

  /** Reads the gauges of the queue. */
  async measure(): Promise<void> {
    const em = this.db.em();
    const depth = await query<{ priority: number; waiting: number; age: number | null }>(
      em,
      `select a.priority, count(*)::float8 as waiting,
         extract(epoch from now() - min(coalesce(p.since, a.not_before)) filter (where c.state = 'active'))::float8 as age
       from send_attempt a join channel c on c.id = a.channel_id
       -- What was put off is as old as it was before: its next try says nothing of how long somebody waits.
       left join lateral (
         select coalesce(m.scheduled_for, a.created_at) as since from message m
         where m.id = a.message_id and a.postponements > 0 offset 0
       ) p on true
       where a.state = 'queued' group by a.priority`,
    );
    for (const priority of [0, 1, 2])
      queueDepth.set(
        { priority: String(priority) },
        depth.find((row) => row.priority === priority)?.waiting ?? 0,
      );
    queueAge.set(Math.max(0, ...depth.map(({ age }) => age ?? 0)));
    const [counts] = await query<{ unconfirmed: number; paused: number }>(
      em,
      `select (select count(*) from send_attempt where state = 'unconfirmed')::float8 as unconfirmed,
         (select count(*) from channel where state = 'paused')::float8 as paused`,
    );
    unconfirmedCount.set(counts!.unconfirmed);
    pausedChannels.set(counts!.paused);
  }
}
