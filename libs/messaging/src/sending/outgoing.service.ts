import { isDeepStrictEqual } from 'node:util';
import { Contact } from '@datacare/contacts';
import type { OutboundContent } from '@datacare/cloud-api/content';
import { query, Refused } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Channel } from '../channels/channel.entity';
import { isWindowOpen, windowExpiresAt } from '../messages/customer-window';
import { Message, type AuthorKind } from '../messages/message.entity';
import {
  ClientKeyReused,
  ContactOptedOut,
  ContentInvalid,
  WindowClosed,
} from '../messages/message.refusals';
import { TemplateService } from '../templates/template.service';
import { Thread } from '../threads/thread.entity';
import { mediaReferences, readContent } from './outgoing-content';
import { OutboxService } from './outbox.service';
import { OutgoingMedia } from './outgoing-media';
import { OutgoingReferences } from './outgoing-references';
import { sendPriority } from './send-attempt.entity';

export interface QueueOptions {
  authorKind: Exclude<AuthorKind, 'customer' | 'phone'>;
  /** The member, flow or campaign that wrote it. */
  authorId?: string | null;
  /** Made by the sender: a repeated request finds its first message. */
  clientKey?: string | null;
  /** Our id of the quoted message. */
  replyToMessageId?: string | null;
  /** When it is to leave, 1 minute to 30 days ahead; at once where not given. */
  sendAt?: Date | null;
  /** Lower goes first; by the author's kind where not given. */
  priority?: number;
}

const priorities = {
  member: sendPriority.live,
  api: sendPriority.automation,
  bot: sendPriority.automation,
  campaign: sendPriority.campaign,
} as const;

/** How far ahead a message may be sent for later. */
const SOONEST_MS = 60_000;
const LATEST_MS = 30 * 24 * 3_600_000;

/** The one choke point: every message that leaves the business passes here. */
@Injectable()
export class OutgoingService {
  constructor(
    private readonly outbox: OutboxService,
    private readonly templates: TemplateService,
    private readonly media: OutgoingMedia,
    private readonly references: OutgoingReferences,
  ) {}

  /**
   * Checks a message against every rule and stores it as QUEUED with its outbox row and event, in the caller's
   * transaction. Throws Refused with WindowClosed, ContactOptedOut, ContentInvalid, TemplateUnavailable,
   * MediaRefused or ClientKeyReused.
   */
  async queue(
    em: EntityManager,
    thread: Pick<Thread, 'id'>,
    raw: unknown,
    options: QueueOptions,
  ): Promise<Message> {
    const read = readContent(raw);
    if ('problem' in read)
      throw new Refused(new ContentInvalid(read.problem.field, read.problem.message));
    const { content } = read;
    const { row, now } = await this.lock(em, thread.id);
    const channel = await em.findOneOrFail(Channel, row.channelId);

    const stored = await this.references.translate(em, row, content);
    const replyToWamid = await this.references.quoted(em, row, content, options.replyToMessageId);
    const repeated = await this.repeated(em, row, stored, replyToWamid, options);
    if (repeated) return repeated;

    const sendAt = options.sendAt ?? null;
    if (sendAt) requireSchedule(content, sendAt, now);
    const kind = await this.requireSendable(em, row, channel, content, now, sendAt ?? now);
    const message = new Message({
      threadId: row.id,
      channelId: row.channelId,
      direction: 'outbound',
      content: stored,
      status: 'queued',
      authorKind: options.authorKind,
      at: sendAt ?? now,
    });
    message.scheduledFor = sendAt;
    message.statusTimes = {};
    message.authorId = options.authorId ?? null;
    message.clientKey = options.clientKey ?? null;
    message.replyToWamid = replyToWamid;
    const files = await this.media.require(em, read.media);
    await this.outbox.store(em, [
      {
        message,
        contactId: row.contactId,
        priority: options.priority ?? priorities[options.authorKind],
        ...kind,
      },
    ]);
    await this.media.attach(em, message.id, files);
    if (stored.type === 'reaction') await this.references.react(em, row, stored, now);
    return em.findOneOrFail(Message, message.id);
  }

  /**
   * Makes another try of a message as a new attempt, in the caller's transaction, under the rules of a new
   * message. The caller has made sure that the message may be tried again.
   */
  async retry(em: EntityManager, message: Message): Promise<void> {
    const { row, now } = await this.lock(em, message.threadId);
    const channel = await em.findOneOrFail(Channel, row.channelId);
    const content = message.content as OutboundContent;
    await this.media.require(em, mediaReferences(content));
    const kind = await this.requireSendable(em, row, channel, content, now, now);
    await this.outbox.storeRetry(em, { message, priority: sendPriority.live, ...kind });
  }

  /** The 24-hour window, now and when the message leaves, the template and consent. */
  private async requireSendable(
    em: EntityManager,
    thread: Thread,
    channel: Channel,
    content: OutboundContent,
    now: Date,
    leavesAt: Date,
  ): Promise<{ isTemplate: boolean; isMarketing: boolean }> {
    if (content.type !== 'template') {
      if (!isWindowOpen(thread, now)) throw new Refused(new WindowClosed(windowExpiresAt(thread)));
      if (!isWindowOpen(thread, leavesAt))
        throw new Refused(new WindowClosed(windowExpiresAt(thread), true));
      return { isTemplate: false, isMarketing: false };
    }
    const template = await this.templates.sendable(em, channel.businessAccountId, content.template);
    if (template.category !== 'MARKETING') return { isTemplate: true, isMarketing: false };
    const { marketingConsent } = await em.findOneOrFail(Contact, thread.contactId);
    if (marketingConsent !== 'given')
      throw new Refused(new ContactOptedOut(marketingConsent === 'withdrawn'));
    return { isTemplate: true, isMarketing: true };
  }

  /**
   * One send per thread at a time: this makes the order of the outbox that of the commits, and lets a
   * repeated request see its first message. Times are the database's.
   */
  private async lock(em: EntityManager, threadId: string): Promise<{ row: Thread; now: Date }> {
    await query(em, 'select id from thread where id = $1 for no key update', [threadId]);
    const [clock] = await query<{ ms: number }>(
      em,
      'select extract(epoch from clock_timestamp())::float8 * 1000 as ms',
    );
    const row = await em.findOneOrFail(Thread, threadId, { refresh: true });
    return { row, now: new Date(Math.floor(Number(clock!.ms))) };
  }

  private async repeated(
    em: EntityManager,
    thread: Thread,
    content: OutboundContent,
    replyToWamid: string | null,
    { clientKey, sendAt }: QueueOptions,
  ): Promise<Message | null> {
    if (!clientKey) return null;
    const message = await em.findOne(Message, { threadId: thread.id, clientKey });
    if (!message) return null;
    const isSame =
      isDeepStrictEqual(message.content, JSON.parse(JSON.stringify(content))) &&
      message.replyToWamid === replyToWamid &&
      (message.scheduledFor?.getTime() ?? null) === (sendAt?.getTime() ?? null);
    if (!isSame) throw new Refused(new ClientKeyReused());
    return message;
  }
}

function requireSchedule(content: OutboundContent, sendAt: Date, now: Date): void {
  const ahead = sendAt.getTime() - now.getTime();
  const problem =
    content.type === 'reaction'
      ? 'A reaction cannot be sent later.'
      : ahead < SOONEST_MS
        ? 'Choose a time at least a minute from now.'
        : ahead > LATEST_MS
          ? 'Choose a time within the next 30 days.'
          : undefined;
  if (problem) throw new Refused(new ContentInvalid('sendAt', problem));
}
