import type { MessageContent } from '@datacare/cloud-api/content';
import type { AuthorKind } from './message.entity';

/** A message that came through the webhook, with everything it refers to found. */
export interface IncomingMessage {
  channelId: string;
  contactId: string;
  wamid: string;
  /** Meta's time. */
  at: Date;
  content: MessageContent;
  /** The customer, or the business writing on its own phone. */
  author: Extract<AuthorKind, 'customer' | 'phone'>;
  replyToWamid?: string;
  /** Forwarding, referral and other facts that Meta attached. */
  facts?: Record<string, unknown>;
  correlationId: string | null;
}

/** A file that a message speaks of, as Meta names it. */
export interface MediaReference {
  kind: string;
  metaId: string;
  mimeType: string;
  filename: string | null;
  isVoice: boolean;
}

const mediaKinds = ['image', 'video', 'audio', 'document', 'sticker'] as const;

/** The file of a message, when it has one that Meta keeps for us. */
export function mediaOf(content: MessageContent): MediaReference | undefined {
  const kind = mediaKinds.find((name) => name === content.type);
  if (!kind) return undefined;
  const file = (content as unknown as Record<string, unknown>)[kind] as
    Record<string, unknown> | undefined;
  if (typeof file?.id !== 'string') return undefined;
  return {
    kind,
    metaId: file.id,
    mimeType: typeof file.mime_type === 'string' ? file.mime_type : 'application/octet-stream',
    filename: typeof file.filename === 'string' ? file.filename : null,
    isVoice: file.voice === true,
  };
}
