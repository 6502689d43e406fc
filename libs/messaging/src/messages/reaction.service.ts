import { Events, newId, query } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { MessageChanged } from '../messaging.events';

export interface IncomingReaction {
  channelId: string;
  targetWamid: string;
  by: 'customer' | 'business';
  /** Empty takes the reaction back. */
  emoji: string;
  at: Date;
}

const keyOf = ({ channelId, targetWamid, by }: IncomingReaction) =>
  `${channelId}|${targetWamid}|${by}`;

/** Keeps the newest reaction of each side; the message it belongs to may still be on its way. */
@Injectable()
export class ReactionService {
  constructor(private readonly events: Events) {}

  /** Stores reactions in the caller's transaction; one older than what is known changes nothing. */
  async store(em: EntityManager, reactions: readonly IncomingReaction[]): Promise<void> {
    const newest = new Map<string, IncomingReaction>();
    for (const reaction of reactions) {
      const known = newest.get(keyOf(reaction));
      if (!known || known.at <= reaction.at) newest.set(keyOf(reaction), reaction);
    }
    const rows = [...newest.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, reaction]) => reaction);
    if (rows.length === 0) return;
    const changed = await query<{ message_id: string; thread_id: string }>(
      em,
      `with changed as (
         insert into reaction (id, channel_id, target_wamid, by, emoji, at)
         select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
         on conflict (channel_id, target_wamid, by) do update set emoji = excluded.emoji, at = excluded.at
           where reaction.at < excluded.at or (reaction.at = excluded.at and reaction.emoji <> excluded.emoji)
         returning channel_id, target_wamid
       )
       select distinct m.id as message_id, m.thread_id
       from changed c join message m on m.channel_id = c.channel_id and m.wamid = c.target_wamid`,
      [
        rows.map(() => newId()),
        rows.map(({ channelId }) => channelId),
        rows.map(({ targetWamid }) => targetWamid),
        rows.map(({ by }) => by),
        rows.map(({ emoji }) => emoji),
        rows.map(({ at }) => at),
      ],
    );
    await this.events.record(
      em,
      ...changed.map(({ message_id: messageId, thread_id: threadId }) =>
        MessageChanged.of({ messageId, threadId, what: 'reaction' }, { subjectId: messageId }),
      ),
    );
  }
}
