import { type EntityManager } from '@mikro-orm/postgresql';
import { query } from '@datacare/platform';

/** Ends a member's sessions, except one if given, in the transaction of `em`. */
export async function endSessionsOf(
  em: EntityManager,
  memberId: string,
  at: Date,
  exceptId: string | null = null,
): Promise<void> {
  await query(
    em,
    `update session set ended_at = $2
     where member_id = $1 and ended_at is null and ($3::uuid is null or id <> $3::uuid)`,
    [memberId, at, exceptId],
  );
}
