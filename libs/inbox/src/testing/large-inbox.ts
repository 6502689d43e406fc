import { query } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Fills the database with conversations by SQL: most of them closed, spread over the given members and teams, some
 * of neither; one message time apart each. Then lets the planner learn what it is like.
 */
export async function fillInbox(
  em: EntityManager,
  values: { channelId: string; size: number; teamIds: string[]; memberIds: string[] },
): Promise<void> {
  const { channelId, size, teamIds, memberIds } = values;
  await query(
    em,
    `insert into contact (id, profile_name) select gen_random_uuid(), 'Person ' || n from generate_series(1, $1::int) n`,
    [size],
  );
  await query(
    em,
    `insert into thread (id, channel_id, contact_id)
     select gen_random_uuid(), $1, c.id from contact c
     where not exists (select from thread t where t.contact_id = c.id)`,
    [channelId],
  );
  await query(
    em,
    `insert into conversation (id, thread_id, channel_id, contact_id, status, priority, assignee_id, team_id,
       unread_count, waiting_since, window_expires_at, last_message_at, last_message_preview, opened_at, closed_at)
     select gen_random_uuid(), t.id, t.channel_id, t.contact_id,
       case when d[1] % 20 < 14 then 'closed' when d[1] % 20 < 18 then 'open' else 'pending' end, d[2] % 4,
       case when d[3] % 3 > 0 then ($1::uuid[])[1 + d[4] % cardinality($1::uuid[])] end,
       case when d[5] % 5 > 0 then ($2::uuid[])[1 + d[6] % cardinality($2::uuid[])] end,
       n % 3, case when d[1] % 20 >= 14 and d[7] % 2 = 0 then now() - n * interval '1 second' end,
       now() + (d[8] % 48 - 24) * interval '1 hour', now() - n * interval '1 second', 'Preview ' || n,
       now() - n * interval '2 seconds', case when d[1] % 20 < 14 then now() - n * interval '1 second' end
     from (select t.*, (row_number() over ())::int as n from thread t
       where not exists (select from conversation c where c.thread_id = t.id)) t,
       -- Dice that fall the same way every time, each independent of the others.
       lateral (select array_agg(abs(hashint4(n * 8 + die))) as d from generate_series(1, 8) die) dice`,
    [memberIds, teamIds],
  );
  await query(em, 'analyze');
}
