import { Events, query } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ThreadsMerged } from '../messaging.events';

interface ThreadRow {
  id: string;
  channel_id: string;
  contact_id: string;
}

/** Brings the threads of two joined contacts together. */
@Injectable()
export class ThreadMerge {
  constructor(private readonly events: Events) {}

  /**
   * Moves what the merged contact's threads hold to those of the survivor, in the caller's transaction. Where the
   * survivor has no thread on a channel the thread itself moves. An emptied thread stays as a row, since
   * conversations refer to it until they have followed ThreadsMerged. Doing it again moves what came in between.
   */
  async merge(em: EntityManager, survivorId: string, mergedId: string): Promise<void> {
    const threads = await query<ThreadRow>(
      em,
      'select id, channel_id, contact_id from thread where contact_id = any($1::uuid[]) order by id for update',
      [[survivorId, mergedId]],
    );
    for (const thread of threads.filter(({ contact_id }) => contact_id === mergedId)) {
      const target = threads.find(
        (other) => other.contact_id === survivorId && other.channel_id === thread.channel_id,
      );
      if (target) await this.move(em, thread.id, target.id);
      else
        await query(em, 'update thread set contact_id = $2 where id = $1', [thread.id, survivorId]);
    }
  }

  private async move(em: EntityManager, from: string, to: string): Promise<void> {
    // Two requests that chose the same key in two threads were two messages; both stay.
    await query(
      em,
      `update message m set client_key = null
       where m.thread_id = $1 and exists (select from message o where o.thread_id = $2 and o.client_key = m.client_key)`,
      [from, to],
    );
    const moved = await query(
      em,
      'update message set thread_id = $2 where thread_id = $1 returning id',
      [from, to],
    );
    await query(em, 'update send_attempt set thread_id = $2 where thread_id = $1', [from, to]);
    await query(
      em,
      `insert into daily_reach (channel_id, thread_id, at) select channel_id, $2, at from daily_reach where thread_id = $1
       on conflict (channel_id, thread_id) do update set at = greatest(daily_reach.at, excluded.at)`,
      [from, to],
    );
    await query(em, 'delete from daily_reach where thread_id = $1', [from]);
    const changed = await query(
      em,
      `update thread t set
         last_inbound_at = greatest(t.last_inbound_at, f.last_inbound_at),
         last_inbound_wamid = case
           when t.last_inbound_at is null or f.last_inbound_at > t.last_inbound_at then f.last_inbound_wamid
           else t.last_inbound_wamid end,
         last_inbound_correlation_id = case
           when t.last_inbound_at is null or f.last_inbound_at > t.last_inbound_at then f.last_inbound_correlation_id
           else t.last_inbound_correlation_id end,
         window_extended_until = greatest(t.window_extended_until, f.window_extended_until),
         pair_pace_at = greatest(t.pair_pace_at, f.pair_pace_at)
       from thread f
       where t.id = $2 and f.id = $1
         and (t.last_inbound_at, t.window_extended_until, t.pair_pace_at) is distinct from (
           greatest(t.last_inbound_at, f.last_inbound_at), greatest(t.window_extended_until, f.window_extended_until),
           greatest(t.pair_pace_at, f.pair_pace_at))
       returning t.id`,
      [from, to],
    );
    if (moved.length === 0 && changed.length === 0) return;
    await this.events.record(
      em,
      ThreadsMerged.of({ survivorId: to, mergedId: from }, { subjectId: to }),
    );
  }
}
