import { defineQueue } from '@datacare/platform';
import { z } from 'zod';

/** The templates of an account changed at Meta; the hourly reading finds it without this too. */
export const templatesWakeup = defineQueue(
  'messaging.sync-templates',
  z.object({ businessAccountId: z.string() }),
);
