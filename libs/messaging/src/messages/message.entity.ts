import { defineEntity, p } from '@mikro-orm/core';
import type { MessageContent } from '@datacare/cloud-api/content';
import { createdAtColumn, idColumn, newId } from '@datacare/platform';
import { Channel } from '../channels/channel.entity';
import { Thread } from '../threads/thread.entity';
import { messageStatuses, type MessageStatus } from './message-status';

export const authorKinds = ['customer', 'member', 'bot', 'campaign', 'api', 'phone'] as const;
export type AuthorKind = (typeof authorKinds)[number];

/** Why a message failed: Meta's code with our plain words. */
export interface MessageError {
  code: number | null;
  title: string;
  details?: string;
}

/** One message of a thread, in either direction, with its own delivery state. */
export const MessageSchema = defineEntity({
  name: 'Message',
  tableName: 'message',
  properties: {
    id: idColumn(),
    threadId: () => p.manyToOne(Thread).mapToPk().joinColumn('thread_id'),
    channelId: () => p.manyToOne(Channel).mapToPk().joinColumn('channel_id'),
    direction: p.enum(['inbound', 'outbound'] as const),
    /** Content kind: text, image, interactive, template, unsupported … */
    kind: p.text(),
    /** In the shape of the Cloud API. */
    content: p.json<MessageContent>(),
    status: p.enum(messageStatuses),
    /** ISO times by status; a status that arrives late still gets its time. */
    statusTimes: p.json<Partial<Record<MessageStatus, string>>>().defaultRaw("'{}'"),
    error: p.json<MessageError>().nullable(),
    authorKind: p.enum(authorKinds),
    /** The member, flow or campaign that wrote it. */
    authorId: p.uuid().nullable(),
    wamid: p.text().nullable(),
    /** Quoted message, by Meta's id: it may not (yet) be stored here. */
    replyToWamid: p.text().nullable(),
    /** The sender's own key: a repeated request finds its first message. */
    clientKey: p.text().nullable(),
    /** `{category, type, model}` of Meta's pricing, when told. */
    pricing: p.json<Record<string, unknown>>().nullable(),
    /** Referral, forwarding and other facts that Meta attached. */
    facts: p.json<Record<string, unknown>>().nullable(),
    editedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    /** When a message that waits for its time is to leave; kept once it has left. */
    scheduledFor: p.datetime().nullable(),
    /** Inbound: Meta's timestamp. Outbound: when it was queued or is to leave. The order of the thread. */
    at: p.datetime(),
    createdAt: createdAtColumn(),
  },
  uniques: [
    { name: 'message_channel_id_wamid_unique', properties: ['channelId', 'wamid'] },
    { name: 'message_thread_id_client_key_unique', properties: ['threadId', 'clientKey'] },
  ],
  indexes: [
    { name: 'message_thread_id_at_id_index', properties: ['threadId', 'at', 'id'] },
    { name: 'message_unconfirmed_index', properties: ['at'], where: "status = 'unconfirmed'" },
  ],
});
export class Message extends MessageSchema.class {
  constructor(values: {
    threadId: string;
    channelId: string;
    direction: 'inbound' | 'outbound';
    content: MessageContent;
    status: MessageStatus;
    authorKind: AuthorKind;
    at: Date;
  }) {
    super();
    this.id = newId();
    this.threadId = values.threadId;
    this.channelId = values.channelId;
    this.direction = values.direction;
    this.kind = values.content.type;
    this.content = values.content;
    this.status = values.status;
    this.authorKind = values.authorKind;
    this.at = values.at;
  }
}
MessageSchema.setClass(Message);
