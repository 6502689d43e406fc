import { randomBytes } from 'node:crypto';
import { Clock, Timeline } from './clock';
import { ConversationLog } from './conversation-log';
import type { LogEntry } from './conversation-log';
import { Customers } from './customers';
import type { Customer } from './customers';
import { EventRing } from './event-ring';
import { FaultSwitches } from './faults';
import { Ledger } from './ledger';
import { MediaStore } from './media-store';
import { defaultEnforce, defaultStatuses, defaultWebhooks } from './options';
import type {
  EnforceOptions,
  FakeCloudApiOptions,
  FakeNumberOptions,
  StatusOptions,
  Tier,
} from './options';
import { DailyTier, MarketingCap, PairRate, Throughput } from './rates';
import { TemplateStore } from './template-store';
import { WebhookSender } from './webhook-sender';

/** One of the business's numbers. */
export interface FakeNumber extends FakeNumberOptions {
  tier: Tier;
  rate: Throughput;
  profile: Record<string, unknown>;
  registered: boolean;
  quality: 'GREEN' | 'YELLOW' | 'RED';
  username?: string;
  /** Delivered service messages by month, for the free tier. */
  freeUsed: Map<string, number>;
}

const WINDOW = 24 * 60 * 60 * 1000;

/** Everything that the fake knows; the request handlers work on it. */
export class World {
  readonly clock = new Clock();
  readonly timeline = new Timeline();
  readonly faults = new FaultSwitches();
  readonly events = new EventRing();
  readonly log = new ConversationLog();
  readonly pairs = new PairRate();
  readonly daily = new DailyTier();
  readonly marketing = new MarketingCap();
  readonly numbers = new Map<string, FakeNumber>();
  readonly customers: Customers;
  readonly ledger: Ledger;
  readonly media: MediaStore;
  readonly templates: TemplateStore;
  readonly webhooks: WebhookSender;
  statuses: StatusOptions;
  enforce: EnforceOptions;
  subscribed = true;
  private readonly run = randomBytes(6).toString('hex');
  private counter = 0;

  constructor(readonly options: FakeCloudApiOptions) {
    this.statuses = { ...defaultStatuses, ...options.statuses };
    this.enforce = { ...defaultEnforce, ...options.enforce };
    this.customers = new Customers(options.wabaId);
    this.ledger = new Ledger(options.ledgerLimit ?? 250_000);
    this.media = new MediaStore(this.clock);
    this.webhooks = new WebhookSender(
      { url: options.webhookUrl, appSecret: options.appSecret, wabaId: options.wabaId },
      { ...defaultWebhooks, ...options.webhooks },
      this.clock,
      this.timeline,
      this.faults,
    );
    this.templates = new TemplateStore(this.clock, this.timeline, (field, value) => {
      this.webhooks.add({ field, value });
      this.events.emit('template', { field, value });
    });
    for (const number of options.numbers)
      this.numbers.set(number.phoneNumberId, {
        ...number,
        tier: number.tier ?? 'UNLIMITED',
        rate: new Throughput(number.throughput ?? 80),
        profile: { about: number.verifiedName, vertical: 'RETAIL', websites: [] },
        registered: true,
        quality: 'GREEN',
        freeUsed: new Map(),
      });
    this.furnish();
  }

  /** Unique over restarts, in Meta's form. */
  newWamid(): string {
    this.counter += 1;
    const unique = Buffer.from(`${this.run}${this.counter.toString(36).padStart(8, '0')}`).toString(
      'base64',
    );
    return `wamid.HBgM${unique}`;
  }

  firstNumber(): FakeNumber {
    return this.numbers.values().next().value!;
  }

  isWindowOpen(customer: Customer, phoneNumberId: string): boolean {
    const wroteAt = customer.wroteAt.get(phoneNumberId);
    return wroteAt !== undefined && wroteAt + WINDOW > this.clock.now();
  }

  /** Tells pages that listen; crowds that nobody plays are left out, or a campaign would flood them. */
  show(customer: Customer, type: string, data: Record<string, unknown>): void {
    if (customer.attended) this.events.emit(type, { customerId: customer.id, ...data });
  }

  record(customer: Customer, entry: LogEntry): void {
    this.log.add(customer, entry);
    this.show(customer, 'message', { entry });
  }

  /** Back to the start, as if the fake had just been started. */
  reset(): void {
    this.timeline.clear();
    this.clock.offsetMs = 0;
    this.faults.clear();
    this.customers.clear();
    this.ledger.clear();
    this.log.clear();
    this.media.clear();
    this.templates.clear();
    this.webhooks.clear();
    this.pairs.clear();
    this.daily.clear();
    this.marketing.clear();
    this.statuses = { ...defaultStatuses, ...this.options.statuses };
    this.enforce = { ...defaultEnforce, ...this.options.enforce };
    for (const number of this.numbers.values()) {
      number.rate.clear();
      number.freeUsed.clear();
    }
    this.furnish();
    this.events.emit('reset', {});
  }

  private furnish(): void {
    for (const template of this.options.templates ?? []) this.templates.add(template);
    for (const customer of this.options.customers ?? []) this.customers.create(customer);
  }
}
