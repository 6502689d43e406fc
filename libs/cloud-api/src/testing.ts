export type { LogEntry, LogStatus } from './fake/conversation-log';
export { FakeControl } from './fake/control';
export type { TemplateAction } from './fake/control';
export type { NewCustomer } from './fake/customers';
export type { Faults, FaultsPatch } from './fake/faults';
export type { InboundRequest } from './fake/inbound';
export { Ledger } from './fake/ledger';
export type { LedgerEntry } from './fake/ledger';
export type {
  EnforceOptions,
  FakeCloudApiOptions,
  FakeNumberOptions,
  StatusOptions,
  Tier,
  WebhookOptions,
} from './fake/options';
export { startFakeCloudApi } from './fake/start';
export type { FakeCloudApi } from './fake/start';
export type { StatusName } from './fake/statuses';
export type { NewTemplate } from './fake/template-store';
