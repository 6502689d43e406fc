import { defineQueue } from '@datacare/platform';
import { z } from 'zod';

/** Says that files of inbound messages wait to be fetched. */
export const mediaFetchWakeup = defineQueue('messaging.fetch-media', z.object({}));
