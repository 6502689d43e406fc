import { counter, gauge } from '@datacare/platform';

export const sends = counter(
  'datacare_sends_total',
  'Attempts that were settled or put off, by outcome and Meta error code',
  ['outcome', 'code'],
);
export const sendsUnderWay = gauge(
  'datacare_sends_under_way',
  'Requests to the Cloud API under way in this process',
);
export const queueAge = gauge(
  'datacare_send_queue_age_seconds',
  'Age of the oldest message that is due to be sent',
);
export const queueDepth = gauge(
  'datacare_send_queue_depth',
  'Messages that wait to be sent, by priority',
  ['priority'],
);
export const unconfirmedCount = gauge(
  'datacare_sends_unconfirmed',
  'Messages that WhatsApp may or may not have taken, and that wait for its status or for a person',
);
export const pausedChannels = gauge(
  'datacare_channels_paused',
  'Channels that keep their queue and send nothing',
);
