import { defineQueue } from '@datacare/platform';
import { z } from 'zod';

/** Blue ticks, or with `isTyping` the sign that somebody writes. One that is lost does no harm. */
export const receiptQueue = defineQueue(
  'messaging.receipt',
  z.object({ threadId: z.uuid(), isTyping: z.boolean() }),
);
