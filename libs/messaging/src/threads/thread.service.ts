import { Database, newId, query } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Thread } from './thread.entity';

export interface ThreadPair {
  channelId: string;
  contactId: string;
}

export interface InboundMoment {
  threadId: string;
  at: Date;
  wamid: string;
  correlationId: string | null;
}

const pairText = ({ channelId, contactId }: ThreadPair) => `${channelId}|${contactId}`;

/** Finds and makes threads, and keeps when their customer last wrote. */
@Injectable()
export class ThreadService {
  constructor(private readonly database: Database) {}

  byIds(ids: readonly string[]): Promise<Thread[]> {
    return this.database.em().find(Thread, { id: { $in: [...ids] } });
  }

  /** The thread of a contact on a channel, made if there is none, in the caller's transaction. */
  async open(em: EntityManager, pair: ThreadPair): Promise<Thread> {
    const [id] = await this.openMany(em, [pair]);
    return em.findOneOrFail(Thread, id!);
  }

  /** Thread ids in the order of the pairs; makes what is missing, whoever else may be making it at once. */
  async openMany(em: EntityManager, pairs: readonly ThreadPair[]): Promise<string[]> {
    const wanted = new Map(pairs.map((pair) => [pairText(pair), pair]));
    const found = await findThreads(em, [...wanted.values()]);
    const missing = [...wanted]
      .filter(([text]) => !found.has(text))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    if (missing.length > 0) {
      const made = missing.map(([, pair]) => pair);
      const inserted = await query<ThreadPair & { id: string }>(
        em,
        `insert into thread (id, channel_id, contact_id)
         select * from unnest($1::uuid[], $2::uuid[], $3::uuid[])
         on conflict (channel_id, contact_id) do nothing
         returning id, channel_id as "channelId", contact_id as "contactId"`,
        [
          made.map(() => newId()),
          made.map(({ channelId }) => channelId),
          made.map(({ contactId }) => contactId),
        ],
      );
      for (const row of inserted) found.set(pairText(row), row.id);
      if (inserted.length < made.length) {
        for (const [text, id] of await findThreads(em, made)) found.set(text, id);
      }
    }
    return pairs.map((pair) => found.get(pairText(pair))!);
  }

  /** Moves the customer's last message forward, never back: a late webhook does not shorten the window. */
  async noteInbound(em: EntityManager, moments: readonly InboundMoment[]): Promise<void> {
    const latest = new Map<string, InboundMoment>();
    for (const moment of moments) {
      const known = latest.get(moment.threadId);
      if (!known || known.at <= moment.at) latest.set(moment.threadId, moment);
    }
    const rows = [...latest.values()].sort((a, b) => (a.threadId < b.threadId ? -1 : 1));
    if (rows.length === 0) return;
    await query(
      em,
      `update thread t set last_inbound_at = n.at, last_inbound_wamid = n.wamid, last_inbound_correlation_id = n.correlation_id
       from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[]) as n(id, at, wamid, correlation_id)
       where t.id = n.id and (t.last_inbound_at is null or t.last_inbound_at <= n.at)`,
      [
        rows.map(({ threadId }) => threadId),
        rows.map(({ at }) => at),
        rows.map(({ wamid }) => wamid),
        rows.map(({ correlationId }) => correlationId),
      ],
    );
  }
}

async function findThreads(
  em: EntityManager,
  pairs: readonly ThreadPair[],
): Promise<Map<string, string>> {
  const rows = await query<ThreadPair & { id: string }>(
    em,
    `select t.id, t.channel_id as "channelId", t.contact_id as "contactId"
     from unnest($1::uuid[], $2::uuid[]) as p(channel_id, contact_id)
     join thread t on t.channel_id = p.channel_id and t.contact_id = p.contact_id`,
    [pairs.map(({ channelId }) => channelId), pairs.map(({ contactId }) => contactId)],
  );
  return new Map(rows.map((row) => [pairText(row), row.id]));
}
