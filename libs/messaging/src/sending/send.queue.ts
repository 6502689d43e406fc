import { defineQueue } from '@datacare/platform';
import { z } from 'zod';

/** A message waits to be sent; the outbox is the truth, this only says "look". */
export const sendWakeup = defineQueue('messaging.send', z.object({}));
