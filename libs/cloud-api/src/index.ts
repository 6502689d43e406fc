export { CloudApiClient, createDispatcher } from './client/cloud-api-client';
export type { BlockTarget, CloudApiClientOptions, SendRequest } from './client/cloud-api-client';
export type {
  BlockAnswer,
  BusinessProfile,
  HealthStatus,
  MediaInfo,
  PhoneNumber,
} from './client/answers';
export type { Download } from './client/media-transfer';
export type { RetryScope, SendOutcome } from './client/outcome';
export { CloudApiFailure, NO_GRAPH_CODE } from './errors/cloud-api-error';
export type { CloudApiError } from './errors/cloud-api-error';
export { errorCodes, explainError } from './errors/error-codes';
export type { ErrorExplanation } from './errors/error-row';
export { parseItem } from './webhook/parse-item';
export { PoisonItem } from './webhook/parsed-item';
export type {
  DeliveryStatus,
  InboundMessage,
  ParsedItem,
  Person,
  Referral,
  StatusPricing,
  StatusUpdate,
} from './webhook/parsed-item';
export { sign, verifySignature } from './webhook/signature';
export { splitWebhook } from './webhook/split';
export type { WebhookItem, WebhookPayload } from './webhook/split';
