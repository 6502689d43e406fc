import type { MessageContent } from '@datacare/cloud-api/content';
import type { MessageMedia, ThreadEvent, ThreadMessage } from './thread-message';

/** Messages for specs: each says only what matters to its case. */
let count = 0;

export const start = Date.parse('2026-11-22T09:00:00Z');
const minutes = (after: number) => new Date(start + after * 60_000).toISOString();

export function sampleMessage(
  more: Partial<ThreadMessage> & { after?: number } = {},
): ThreadMessage {
  const { after = 0, ...rest } = more;
  const content: MessageContent = rest.content ?? { type: 'text', text: { body: 'Habari' } };
  count += 1;
  return {
    id: `message-${count}`,
    threadId: 'thread',
    direction: 'INBOUND',
    kind: content.type,
    content,
    preview: content.type === 'text' ? content.text.body : content.type,
    status: rest.direction === 'OUTBOUND' ? 'SENT' : 'RECEIVED',
    statusTimes: [],
    failure: null,
    authorKind: rest.direction === 'OUTBOUND' ? 'MEMBER' : 'CUSTOMER',
    author: rest.direction === 'OUTBOUND' ? { id: 'achieng', name: 'Achieng Otieno' } : null,
    replyTo: null,
    replyToWamid: null,
    reactions: [],
    media: [],
    attempts: [],
    clientKey: null,
    isForwarded: false,
    referral: null,
    editedAt: null,
    revokedAt: null,
    scheduledFor: null,
    at: minutes(after),
    ...rest,
  };
}

export const sampleText = (body: string, more: Parameters<typeof sampleMessage>[0] = {}) =>
  sampleMessage({ content: { type: 'text', text: { body } }, ...more });

export function sampleMedia(more: Partial<MessageMedia> = {}): MessageMedia {
  count += 1;
  return {
    id: `media-${count}`,
    kind: 'image',
    mimeType: 'image/jpeg',
    filename: null,
    size: 1000,
    width: 400,
    height: 300,
    isVoice: false,
    state: 'STORED',
    url: '/media/full',
    thumbnailUrl: '/media/small',
    error: null,
    ...more,
  };
}

export const samplePhoto = (more: Parameters<typeof sampleMessage>[0] = {}) =>
  sampleMessage({
    content: { type: 'image', image: { id: 'x', mime_type: 'image/jpeg' } },
    media: [sampleMedia()],
    ...more,
  });

export function sampleEvent(
  kind: string,
  after: number,
  more: Partial<ThreadEvent> = {},
): ThreadEvent {
  count += 1;
  return { id: `event-${count}`, kind, actor: null, data: {}, at: minutes(after), ...more };
}
