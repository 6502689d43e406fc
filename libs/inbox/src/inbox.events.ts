import { defineEvent, type EventOf } from '@datacare/platform';
import { z } from 'zod';

/** What a change of a conversation was about; `row` stands for its own columns (assignee, status, unread …). */
export const changeKinds = ['message', 'row', 'contact', 'typing'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/**
 * The only live event of the inbox: something on the screen of a conversation is no longer as it was.
 * It carries ids; whoever delivers it loads the rows anew and asks the viewer's rights.
 */
export const ConversationChanged = defineEvent(
  'inbox.conversation_changed',
  z.object({
    conversationId: z.uuid(),
    threadId: z.uuid(),
    what: z.enum(changeKinds),
    /** The message that is new or changed. */
    messageId: z.uuid().optional(),
    /** The conversation event that tells of the change. */
    eventId: z.uuid().optional(),
    actorId: z.uuid().optional(),
    /** Whose it was, when that changed: who saw it by this and no longer may is told to take it off the screen. */
    before: z.object({ teamId: z.uuid().nullable(), assigneeId: z.uuid().nullable() }).optional(),
  }),
);
export type ConversationChange = EventOf<typeof ConversationChanged>;
