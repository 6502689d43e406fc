import { Access, type Viewer } from '@datacare/identity';
import { Database, Events, NotFound, query, Refused } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Message } from '../messages/message.entity';
import { NotRetryable } from '../messages/message.refusals';
import { MessageStatusChanged } from '../messaging.events';
import { ThreadAccess } from '../threads/thread-access';
import { isId } from './is-id';
import { OutgoingService } from './outgoing.service';

/** How long WhatsApp's status is waited for before a person is asked. */
const PATIENCE = "interval '15 minutes'";

/** Where a page of unconfirmed messages starts: after this message, oldest first. */
export interface UnconfirmedCursor {
  at: Date;
  id: string;
}

/** What a person decides about messages that failed or of which nobody knows. */
@Injectable()
export class AttemptService {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly threads: ThreadAccess,
    private readonly outgoing: OutgoingService,
    private readonly events: Events,
  ) {}

  /** Messages that WhatsApp may or may not have sent, unsettled for 15 minutes; oldest first, one more than `first`. */
  async unconfirmed(viewer: Viewer, first: number, after?: UnconfirmedCursor): Promise<Message[]> {
    this.access.require(viewer, 'delivery.read');
    const em = this.db.em();
    const rows = await query<{ id: string }>(
      em,
      `select m.id from message m
       where m.status = 'unconfirmed' and ($2::timestamptz is null or (m.at, m.id) > ($2, $3::uuid))
         and exists (select from send_attempt a
                     where a.message_id = m.id and a.state = 'unconfirmed' and a.sent_at < now() - ${PATIENCE})
       order by m.at, m.id limit $1`,
      [first + 1, after?.at.toISOString() ?? null, after?.id ?? null],
    );
    return em.find(
      Message,
      { id: { $in: rows.map(({ id }) => id) } },
      { orderBy: { at: 'asc', id: 'asc' } },
    );
  }

  /**
   * Tries a failed, dropped or long unconfirmed message again, under the rules of a new message. Throws Refused
   * with NotFound, Forbidden, NotRetryable, or what `OutgoingService.queue` refuses.
   */
  async retry(viewer: Viewer, messageId: string): Promise<Message> {
    return this.db.transaction(async (em) => {
      const message = await this.load(em, viewer, messageId);
      if (!['failed', 'cancelled', 'unconfirmed'].includes(message.status))
        throw new Refused(new NotRetryable(message.status));
      if (message.status === 'unconfirmed' && !(await isLongUnconfirmed(em, messageId)))
        throw new Refused(new NotRetryable(message.status));
      await query(
        em,
        `update send_attempt set state = 'cancelled', settled_at = now() where message_id = $1 and state = 'unconfirmed'`,
        [messageId],
      );
      await this.outgoing.retry(em, message);
      return em.findOneOrFail(Message, messageId, { refresh: true });
    });
  }

  /**
   * Gives an unconfirmed message up (should a status still come, it shows what really happened), or takes one back
   * that waits for its time. Of this and a sender that claims it at that moment exactly one wins. Throws Refused
   * with NotFound, Forbidden or NotRetryable.
   */
  async drop(viewer: Viewer, messageId: string): Promise<Message> {
    return this.db.transaction(async (em) => {
      const message = await this.load(em, viewer, messageId);
      const isScheduled = message.status === 'queued' && message.scheduledFor !== null;
      if (message.status !== 'unconfirmed' && !isScheduled)
        throw new Refused(new NotRetryable(message.status));
      const cancelled = await query(
        em,
        `update send_attempt set state = 'cancelled', settled_at = now() where message_id = $1 and state = $2
         returning id`,
        [messageId, message.status],
      );
      if (isScheduled && cancelled.length === 0)
        throw new Refused(new NotRetryable(message.status));
      await query(
        em,
        `update message set status = 'cancelled', at = least(at, now()),
           status_times = status_times || jsonb_build_object('cancelled', $2::text) where id = $1`,
        [messageId, new Date().toISOString()],
      );
      await this.events.record(
        em,
        MessageStatusChanged.of(
          {
            messageId,
            threadId: message.threadId,
            status: 'cancelled',
            at: new Date().toISOString(),
          },
          { subjectId: messageId },
        ),
      );
      return em.findOneOrFail(Message, messageId, { refresh: true });
    });
  }

  /** The message, locked so that a status that comes now waits for the decision. */
  private async load(em: EntityManager, viewer: Viewer, id: string): Promise<Message> {
    const known = isId(id) ? await em.findOne(Message, { id, direction: 'outbound' }) : null;
    if (!known) throw new Refused(new NotFound('message'));
    await this.threads.require(viewer, 'conversation.reply', known.threadId);
    // The thread first, as everywhere: two that lock the same rows in one order cannot wait for each other.
    await query(em, 'select id from thread where id = $1 for no key update', [known.threadId]);
    await query(em, 'select id from message where id = $1 for no key update', [id]);
    return em.findOneOrFail(Message, id, { refresh: true });
  }
}

async function isLongUnconfirmed(em: EntityManager, messageId: string): Promise<boolean> {
  const rows = await query(
    em,
    `select from send_attempt where message_id = $1 and state = 'unconfirmed' and sent_at < now() - ${PATIENCE}`,
    [messageId],
  );
  return rows.length > 0;
}
