import { Events, query, type RecordedEvent } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ConversationChanged } from '../inbox.events';
import type { Correlations } from './correlations';
import { loadMessages } from './followed-rows';

interface Reached {
  conversation_id: string;
  thread_id: string;
  message_id: string;
}

/** The conversation that shows a thread now: the one that is not closed, else the one closed last. */
const latestOf = (threadId: string) => `lateral (
  select c.id from conversation c where c.thread_id = ${threadId}
  order by (c.status <> 'closed') desc, c.closed_at desc, c.id desc limit 1) as latest`;

/** Carries what happens to stored messages and to people into the rows of the list and onto the screens. */
@Injectable()
export class ConversationReflection {
  constructor(private readonly events: Events) {}

  /** Messages reached another status: the list's tick follows its last message. */
  async statuses(
    em: EntityManager,
    messageIds: readonly string[],
    correlations: Correlations = new Map(),
  ): Promise<void> {
    const ids = [...new Set(messageIds)];
    await query(
      em,
      `update conversation c set last_message_status = m.status
       from message m
       where m.id = any($1::uuid[]) and c.thread_id = m.thread_id and c.last_message_id = m.id
         and c.last_message_status is distinct from m.status`,
      [ids],
    );
    // Meta may say with a status that the window is longer than 24 hours.
    await query(
      em,
      `update conversation c set window_expires_at = t.window_extended_until
       from thread t
       where t.id in (select thread_id from message where id = any($1::uuid[])) and c.thread_id = t.id
         and t.window_extended_until > coalesce(c.window_expires_at, '-infinity')`,
      [ids],
    );
    await this.announceMessages(em, ids, correlations);
  }

  /** Messages were edited, revoked or got a reaction or their file: the list's preview follows its last message. */
  async messages(
    em: EntityManager,
    messageIds: readonly string[],
    correlations: Correlations = new Map(),
  ): Promise<void> {
    const ids = [...new Set(messageIds)];
    const previews = [...(await loadMessages(em, ids)).values()];
    await query(
      em,
      `update conversation c set last_message_preview = r.preview
       from jsonb_to_recordset($1::jsonb) as r(id uuid, "threadId" uuid, preview text)
       where c.thread_id = r."threadId" and c.last_message_id = r.id and c.last_message_preview <> r.preview`,
      [JSON.stringify(previews.map(({ id, threadId, preview }) => ({ id, threadId, preview })))],
    );
    await this.announceMessages(em, ids, correlations);
  }

  /** People got another name, consent or identity: the screens of their conversations show it. */
  async contacts(em: EntityManager, contactIds: readonly string[]): Promise<void> {
    const rows = await query<{ id: string; thread_id: string }>(
      em,
      `select latest.id, t.id as thread_id from thread t cross join ${latestOf('t.id')}
       where t.contact_id = any($1::uuid[])`,
      [[...new Set(contactIds)]],
    );
    await this.events.record(
      em,
      ...rows.map((row) =>
        ConversationChanged.of(
          { conversationId: row.id, threadId: row.thread_id, what: 'contact' },
          { subjectId: row.id },
        ),
      ),
    );
  }

  /** Two contacts became one: their conversations are the survivor's. */
  async contactsMerged(em: EntityManager, survivorId: string, mergedId: string): Promise<void> {
    await query(em, 'update conversation set contact_id = $1 where contact_id = $2', [
      survivorId,
      mergedId,
    ]);
    await this.contacts(em, [survivorId]);
  }

  /** One announcement for each message that some conversation shows, however often it changed in this batch. */
  private async announceMessages(
    em: EntityManager,
    ids: string[],
    correlations: Correlations,
  ): Promise<void> {
    const rows = await query<Reached>(
      em,
      `select latest.id as conversation_id, m.thread_id, m.id as message_id
       from message m cross join ${latestOf('m.thread_id')}
       where m.id = any($1::uuid[])`,
      [ids],
    );
    const order = new Map(ids.map((id, index) => [id, index]));
    rows.sort((a, b) => order.get(a.message_id)! - order.get(b.message_id)!);
    await this.events.record(
      em,
      ...rows.map((row) => announcement(row, correlations.get(row.message_id))),
    );
  }
}

const announcement = (row: Reached, correlationId?: string | null): RecordedEvent =>
  ConversationChanged.of(
    {
      conversationId: row.conversation_id,
      threadId: row.thread_id,
      what: 'message',
      messageId: row.message_id,
    },
    { subjectId: row.conversation_id, correlationId },
  );
