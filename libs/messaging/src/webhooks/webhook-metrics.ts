import { counter, histogram } from '@datacare/platform';

/** Webhook items by what became of them at the door. */
export const webhookItems = counter('datacare_webhook_items_total', 'Webhook items received', [
  'outcome',
]);

/** Requests that were turned away, by reason. */
export const webhookRejections = counter(
  'datacare_webhook_rejections_total',
  'Webhook requests rejected',
  ['reason'],
);

export const webhookDead = counter(
  'datacare_webhook_dead_total',
  'Webhook items parked as dead letters',
);

/** From being stored to being processed. */
export const webhookLag = histogram(
  'datacare_webhook_lag_seconds',
  'Time from storing a webhook item to having processed it',
);
