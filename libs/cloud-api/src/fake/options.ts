import type { RequestListener } from 'node:http';
import type { NewCustomer } from './customers';
import type { NewTemplate } from './template-store';

/** From and to, in milliseconds; each wait is drawn between them. */
export type Span = readonly [from: number, to: number];

export const tiers = [
  'TIER_50',
  'TIER_250',
  'TIER_2K',
  'TIER_10K',
  'TIER_100K',
  'UNLIMITED',
] as const;
export type Tier = (typeof tiers)[number];

export interface FakeNumberOptions {
  phoneNumberId: string;
  displayPhoneNumber: string;
  verifiedName: string;
  /** Customers who may be written to outside their window per 24 hours; unlimited by default. */
  tier?: Tier;
  /** Messages per second; 80 by default, 1,000 when upgraded. */
  throughput?: number;
}

export interface StatusOptions {
  /** Off: only the statuses that a test asks for are sent. */
  auto: boolean;
  sentMs: Span;
  deliveredMs: Span;
  /** Null: nobody reads by itself. A customer of the phone page only reads when the chat is opened. */
  readMs: Span | null;
  /** As when the chat is open: `read` comes without `delivered`. */
  skipDelivered: boolean;
}

export interface EnforceOptions {
  window: boolean;
  /**
   * `burst`: one message per 6 s on average, up to 45 borrowed from the future; `strict`: after a burst nothing
   * until the debt is paid, as Meta's words can also be read.
   */
  pairRate: 'burst' | 'strict' | 'off';
  throughput: boolean;
  tier: boolean;
  /** Marketing templates per customer and day before 131049; 0 switches it off. */
  marketingPerDay: number;
}

export interface WebhookOptions {
  /** Items per POST at most; Meta goes up to 1,000. */
  batchSize: number;
  /** How long items are gathered. */
  gatherMs: number;
  concurrency: number;
  /** First wait after a failed POST; doubles up to `retryCapMs`. */
  retryMs: number;
  retryCapMs: number;
  timeoutMs: number;
}

export interface FakeCloudApiOptions {
  /** A free port by default. */
  port?: number;
  host?: string;
  appSecret: string;
  accessToken: string;
  webhookUrl?: string;
  wabaId: string;
  numbers: FakeNumberOptions[];
  templates?: NewTemplate[];
  customers?: NewCustomer[];
  statuses?: Partial<StatusOptions>;
  enforce?: Partial<EnforceOptions>;
  webhooks?: Partial<WebhookOptions>;
  /** Free delivered service messages per number and month; 1,000 since October 2026. */
  freeServiceMessages?: number;
  /** Ledger entries kept; the count goes on beyond it. 250,000 by default. */
  ledgerLimit?: number;
  /** Answers what is neither Graph API nor control. */
  fallback?: RequestListener;
}

export const defaultStatuses: StatusOptions = {
  auto: true,
  sentMs: [20, 80],
  deliveredMs: [60, 300],
  readMs: [400, 2000],
  skipDelivered: false,
};

export const defaultEnforce: EnforceOptions = {
  window: true,
  pairRate: 'burst',
  throughput: true,
  tier: true,
  marketingPerDay: 0,
};

export const defaultWebhooks: WebhookOptions = {
  batchSize: 100,
  gatherMs: 5,
  concurrency: 16,
  retryMs: 500,
  retryCapMs: 60_000,
  timeoutMs: 20_000,
};
