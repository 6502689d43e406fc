import type { MessageContent } from '@datacare/cloud-api/content';
import { Events, query } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { MessageChanged } from '../messaging.events';

interface Target {
  channelId: string;
  wamid: string;
  direction: 'inbound' | 'outbound';
}

export interface MessageEdit {
  /** Of the edit itself: a repeated one changes nothing. */
  wamid: string;
  content: MessageContent;
  at: Date;
}

/** What a customer, or the business on its phone, later did to a message: edit it or take it back. */
@Injectable()
export class MessageRevision {
  constructor(private readonly events: Events) {}

  /**
   * Puts the new content in place and keeps what it replaced in the facts. An edit older than the one shown is only
   * kept. False when the message is not stored yet.
   */
  async edit(em: EntityManager, target: Target, edit: MessageEdit): Promise<boolean> {
    const row = await find(em, target);
    if (!row) return false;
    if (row.edits.some(({ wamid }) => wamid === edit.wamid)) return true;
    const { wamid, content, at } = edit;
    const isNewest = row.edited_at === null || row.edited_at <= at.getTime();
    const replaced: unknown = isNewest ? row.content : content;
    const edits = [...row.edits, { wamid, at: at.toISOString(), content: replaced }];
    await query(
      em,
      `update message set facts = coalesce(facts, '{}') || jsonb_build_object('edits', $2::jsonb),
         content = case when $3 then $4::jsonb else content end,
         edited_at = case when $3 then $5 else edited_at end
       where id = $1`,
      [row.id, JSON.stringify(edits), isNewest, JSON.stringify(content), at],
    );
    await this.tell(em, row, 'edited');
    return true;
  }

  /** Marks the message as taken back; the team still sees what it said. False when it is not stored yet. */
  async revoke(em: EntityManager, target: Target, at: Date): Promise<boolean> {
    const row = await find(em, target);
    if (!row) return false;
    const changed = await query(
      em,
      'update message set revoked_at = $2 where id = $1 and revoked_at is null returning id',
      [row.id, at],
    );
    if (changed.length > 0) await this.tell(em, row, 'revoked');
    return true;
  }

  private tell(em: EntityManager, row: Row, what: 'edited' | 'revoked'): Promise<void> {
    return this.events.record(
      em,
      MessageChanged.of(
        { messageId: row.id, threadId: row.thread_id, what },
        { subjectId: row.id },
      ),
    );
  }
}

interface Row {
  id: string;
  thread_id: string;
  content: unknown;
  /** Milliseconds. */
  edited_at: number | null;
  edits: { wamid: string; at: string; content: unknown }[];
}

async function find(
  em: EntityManager,
  { channelId, wamid, direction }: Target,
): Promise<Row | undefined> {
  const [row] = await query<Row>(
    em,
    `select id, thread_id, content, (extract(epoch from edited_at) * 1000)::float8 as edited_at,
            coalesce(facts->'edits', '[]') as edits
     from message where channel_id = $1 and wamid = $2 and direction = $3 for update`,
    [channelId, wamid, direction],
  );
  return row;
}
