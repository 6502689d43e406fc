import { afterCommit, correlationId, Events, Jobs, newId, query } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Message } from '../messages/message.entity';
import { MessageQueued, MessageStatusChanged } from '../messaging.events';
import { sendWakeup } from './send.queue';

/** A message that passed every rule, and what sending it needs to know. */
export interface Outgoing {
  message: Message;
  contactId: string;
  priority: number;
  isTemplate: boolean;
  isMarketing: boolean;
}

/** The one writer of new outbox rows. */
@Injectable()
export class OutboxService {
  constructor(
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  /** Stores messages with their first attempts and events, in the caller's transaction and the given order. */
  async store(em: EntityManager, outgoing: readonly Outgoing[]): Promise<void> {
    if (outgoing.length === 0) return;
    const rows = outgoing.map(({ message, priority, isTemplate, isMarketing }) => ({
      id: message.id,
      thread_id: message.threadId,
      channel_id: message.channelId,
      kind: message.kind,
      content: message.content,
      author_kind: message.authorKind,
      author_id: message.authorId,
      reply_to_wamid: message.replyToWamid,
      client_key: message.clientKey,
      scheduled_for: message.scheduledFor?.toISOString() ?? null,
      at: message.at.toISOString(),
      opaque: newId(),
      priority,
      is_template: isTemplate,
      is_marketing: isMarketing,
    }));
    await query(
      em,
      `with given as materialized (
         select r.*, o.place from jsonb_array_elements($1::jsonb) with ordinality as o(item, place),
           jsonb_to_record(o.item) as r(id uuid, thread_id uuid, channel_id uuid, kind text, content jsonb,
             author_kind text, author_id uuid, reply_to_wamid text, client_key text, scheduled_for timestamptz, at timestamptz, opaque text,
             priority smallint, is_template boolean, is_marketing boolean)
       ), stored as (
         insert into message (id, thread_id, channel_id, direction, kind, content, status, status_times,
                              author_kind, author_id, reply_to_wamid, client_key, scheduled_for, at)
         select id, thread_id, channel_id, 'outbound', kind, content, 'queued', '{}',
                author_kind, author_id, reply_to_wamid, client_key, scheduled_for, at from given
       )
       insert into send_attempt (message_id, thread_id, channel_id, opaque, priority, is_template, is_marketing, not_before, correlation_id)
       select id, thread_id, channel_id, opaque, priority, is_template, is_marketing, coalesce(scheduled_for, now()), $2
       from given order by place`,
      [JSON.stringify(rows), correlationId() ?? null],
    );
    // A reaction shows on its target, not as a message of its own.
    const news = outgoing
      .filter(({ message }) => message.kind !== 'reaction')
      .map(({ message, contactId }) =>
        MessageQueued.of(
          {
            messageId: message.id,
            threadId: message.threadId,
            channelId: message.channelId,
            contactId,
            authorKind: message.authorKind,
            at: message.at.toISOString(),
          },
          { subjectId: message.id },
        ),
      );
    await this.events.record(em, ...news);
    this.wakeSender(em);
  }

  /** Stores the next attempt of a message that was tried before; the message waits again, its old attempts stay. */
  async storeRetry(
    em: EntityManager,
    { message, priority, isTemplate, isMarketing }: Omit<Outgoing, 'contactId'>,
  ): Promise<void> {
    await query(
      em,
      `insert into send_attempt (message_id, number, thread_id, channel_id, opaque, priority, is_template, is_marketing, correlation_id)
       select $1, max(number) + 1, $2, $3, $4, $5, $6, $7, $8 from send_attempt where message_id = $1`,
      [
        message.id,
        message.threadId,
        message.channelId,
        newId(),
        priority,
        isTemplate,
        isMarketing,
        correlationId() ?? null,
      ],
    );
    await query(
      em,
      `update message set status = 'queued', error = null, status_times = '{}',
         at = case when scheduled_for is null or wamid is not null then at else now() end,
         scheduled_for = least(scheduled_for, now()) where id = $1`,
      [message.id],
    );
    await this.events.record(
      em,
      MessageStatusChanged.of(
        {
          messageId: message.id,
          threadId: message.threadId,
          status: 'queued',
          at: new Date().toISOString(),
        },
        { subjectId: message.id },
      ),
    );
    this.wakeSender(em);
  }

  /** Tells the workers, once the transaction has committed, that something waits. */
  wakeSender(em: EntityManager): void {
    afterCommit(em, () => this.jobs.ring(sendWakeup, {}), sendWakeup);
  }
}
