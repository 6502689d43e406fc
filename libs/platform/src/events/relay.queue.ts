import { z } from 'zod';
import { defineQueue } from '../queues/define-queue';

/** "There are events to relay." */
export const relayWakeup = defineQueue('platform.relay', z.object({}));
