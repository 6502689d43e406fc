import { type MessageContent, previewOf } from '@datacare/cloud-api/content';
import type { MessagePartsFragment, QuotedMessageFragment } from '../core/graphql/generated';
import type { Refusal } from '../core/graphql/settle';

/** A message that this browser has taken from its writer and the server has not confirmed yet. */
export interface PendingMessage {
  readonly clientKey: string;
  readonly conversationId: string;
  readonly threadId: string;
  readonly content: MessageContent;
  readonly quote: QuotedMessageFragment | null;
  readonly at: string;
  /** When it is to leave, if not at once. */
  readonly sendAt?: string | null;
  /** Why it cannot go; the writer decides what becomes of it. */
  readonly refusal: Refusal | null;
}

const LOCAL = 'local:';

export const localId = (clientKey: string) => `${LOCAL}${clientKey}`;
export const isLocal = (messageId: string) => messageId.startsWith(LOCAL);
export const clientKeyOf = (messageId: string) => messageId.slice(LOCAL.length);

/** A pending message in the shape of a sent one, so that the thread shows it as such from the first moment. */
export function asMessage(
  pending: PendingMessage,
  author: MessagePartsFragment['author'],
): MessagePartsFragment {
  const { refusal } = pending;
  return {
    id: localId(pending.clientKey),
    threadId: pending.threadId,
    direction: 'OUTBOUND',
    kind: pending.content.type,
    content: pending.content,
    preview: previewOf(pending.content),
    status: refusal ? 'FAILED' : 'QUEUED',
    statusTimes: [{ status: 'QUEUED', at: pending.at }],
    failure: refusal && {
      code: null,
      title: 'Not sent',
      details: null,
      meaning: refusal.message,
      action: '',
      canRetry: true,
    },
    authorKind: 'MEMBER',
    author,
    replyTo: pending.quote,
    replyToWamid: null,
    reactions: [],
    media: [],
    attempts: [],
    clientKey: pending.clientKey,
    isForwarded: false,
    referral: null,
    editedAt: null,
    revokedAt: null,
    scheduledFor: pending.sendAt ?? null,
    at: pending.sendAt ?? pending.at,
  };
}
