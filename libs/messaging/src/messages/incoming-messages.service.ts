import { afterCommit, Events, Jobs, newId, query, type RecordedEvent } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { mediaFetchWakeup } from '../media/media.queue';
import { MessageQueued, MessageReceived } from '../messaging.events';
import { ThreadService } from '../threads/thread.service';
import { mediaOf, type IncomingMessage } from './incoming-message';

interface Row extends IncomingMessage {
  id: string;
  threadId: string;
}

/** Kinds that WhatsApp writes by itself: they are shown, but they are not the customer writing. */
const notices = ['system', 'request_welcome'];

/** Stores what customers (and the business's own phone) wrote. */
@Injectable()
export class IncomingMessages {
  constructor(
    private readonly threads: ThreadService,
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Stores the messages in the caller's transaction, all with the same few statements. A message that is already
   * there (same number, same wamid) changes nothing and makes no event.
   */
  async store(em: EntityManager, messages: readonly IncomingMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const threadIds = await this.threads.openMany(em, messages);
    const rows = messages.map((message, index): Row => ({
      ...message,
      id: newId(),
      threadId: threadIds[index]!,
    }));
    const inserted = await query<{ id: string }>(
      em,
      `insert into message (id, thread_id, channel_id, direction, kind, content, status, status_times, author_kind,
                            wamid, reply_to_wamid, facts, at)
       select r.id, r.thread_id, r.channel_id, r.direction, r.kind, r.content, r.status, r.status_times, r.author_kind,
              r.wamid, r.reply_to_wamid, r.facts, r.at
       from jsonb_to_recordset($1::jsonb) as r(id uuid, thread_id uuid, channel_id uuid, direction text, kind text,
              content jsonb, status text, status_times jsonb, author_kind text, wamid text, reply_to_wamid text,
              facts jsonb, at timestamptz)
       on conflict (channel_id, wamid) do nothing
       returning id`,
      [JSON.stringify(rows.map(columnsOf))],
    );
    const isNew = new Set(inserted.map(({ id }) => id));
    const stored = rows.filter(({ id }) => isNew.has(id));
    await this.threads.noteInbound(
      em,
      stored.filter(
        ({ author, content }) => author === 'customer' && !notices.includes(content.type),
      ),
    );
    await this.expectMedia(em, stored);
    await this.events.record(em, ...stored.map(eventOf));
  }

  private async expectMedia(em: EntityManager, rows: readonly Row[]): Promise<void> {
    const files = rows.flatMap((row) => {
      const file = mediaOf(row.content);
      return file ? [{ row, file }] : [];
    });
    if (files.length === 0) return;
    // Ids of webhooks live seven days.
    await query(
      em,
      `insert into media (id, channel_id, message_id, direction, kind, mime_type, filename, is_voice, meta_id,
                          meta_id_expires_at, next_attempt_at)
       select f.*, now() + interval '7 days', now()
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[],
                   $9::text[]) as f`,
      [
        files.map(() => newId()),
        files.map(({ row }) => row.channelId),
        files.map(({ row }) => row.id),
        files.map(({ row }) => directionOf(row)),
        files.map(({ file }) => file.kind),
        files.map(({ file }) => file.mimeType),
        files.map(({ file }) => file.filename),
        files.map(({ file }) => file.isVoice),
        files.map(({ file }) => file.metaId),
      ],
    );
    afterCommit(em, () => this.jobs.ring(mediaFetchWakeup, {}), mediaFetchWakeup);
  }
}

const directionOf = ({ author }: Row) => (author === 'customer' ? 'inbound' : 'outbound');

function columnsOf(row: Row): Record<string, unknown> {
  const isInbound = row.author === 'customer';
  return {
    id: row.id,
    thread_id: row.threadId,
    channel_id: row.channelId,
    direction: directionOf(row),
    kind: row.content.type,
    content: row.content,
    status: isInbound ? 'received' : 'sent',
    status_times: isInbound ? {} : { sent: row.at.toISOString() },
    author_kind: row.author,
    wamid: row.wamid,
    reply_to_wamid: row.replyToWamid ?? null,
    facts: row.facts && Object.keys(row.facts).length > 0 ? row.facts : null,
    at: row.at.toISOString(),
  };
}

function eventOf(row: Row): RecordedEvent {
  const fact = {
    messageId: row.id,
    threadId: row.threadId,
    channelId: row.channelId,
    contactId: row.contactId,
    at: row.at.toISOString(),
  };
  const about = { subjectId: row.id, correlationId: row.correlationId };
  return row.author === 'customer'
    ? MessageReceived.of({ ...fact, kind: row.content.type }, about)
    : MessageQueued.of({ ...fact, authorKind: row.author }, about);
}
