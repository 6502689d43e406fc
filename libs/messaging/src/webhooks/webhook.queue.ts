import { defineQueue } from '@datacare/platform';
import { z } from 'zod';

/** Says that webhook items wait; the sweep finds them without it too. */
export const ingestWakeup = defineQueue('messaging.ingest', z.object({}));
