import { defineEvent } from '@datacare/platform';
import { z } from 'zod';
import { authorKinds } from './messages/message.entity';
import { messageStatuses } from './messages/message-status';

/** ISO 8601 in UTC. */
const moment = z.iso.datetime();

/** A customer's message (or the phone app's echo) was stored; `at` is Meta's time. */
export const MessageReceived = defineEvent(
  'messaging.message_received',
  z.object({
    messageId: z.uuid(),
    threadId: z.uuid(),
    channelId: z.uuid(),
    contactId: z.uuid(),
    at: moment,
    kind: z.string(),
  }),
);

/** A message of ours was accepted for sending and waits for its turn. */
export const MessageQueued = defineEvent(
  'messaging.message_queued',
  z.object({
    messageId: z.uuid(),
    threadId: z.uuid(),
    channelId: z.uuid(),
    contactId: z.uuid().optional(),
    authorKind: z.enum(authorKinds),
    at: moment,
  }),
);

/** A message of ours reached another status. */
export const MessageStatusChanged = defineEvent(
  'messaging.message_status_changed',
  z.object({
    messageId: z.uuid(),
    threadId: z.uuid(),
    status: z.enum(messageStatuses),
    at: moment,
  }),
);

/** Something about a stored message changed other than its delivery. */
export const MessageChanged = defineEvent(
  'messaging.message_changed',
  z.object({
    messageId: z.uuid(),
    threadId: z.uuid(),
    what: z.enum(['edited', 'revoked', 'reaction', 'media']),
  }),
);

/** Two contacts of one channel became one person, so their threads became one. */
export const ThreadsMerged = defineEvent(
  'messaging.threads_merged',
  z.object({ survivorId: z.uuid(), mergedId: z.uuid() }),
);

/** A channel's settings, token, state or quality changed. */
export const ChannelChanged = defineEvent(
  'messaging.channel_changed',
  z.object({ channelId: z.uuid() }),
);

/** The templates of a business account were read anew. */
export const TemplatesSynced = defineEvent(
  'messaging.templates_synced',
  z.object({ businessAccountId: z.string() }),
);
