import { z } from 'zod';
import type { LogEntry } from './conversation-log';
import type { Customer } from './customers';
import { GraphError } from './http';
import type { FaultsPatch } from './faults';
import { Inbound, customerSchema } from './inbound';
import type { InboundRequest } from './inbound';
import type { EnforceOptions, StatusOptions } from './options';
import { applySnapshot, takeSnapshot } from './snapshot';
import type { Snapshot } from './snapshot';
import type { StatusName, Statuses } from './statuses';
import type { NewCustomer } from './customers';
import type { NewTemplate, StoredTemplate } from './template-store';
import type { World } from './world';

export const templateActions = [
  'create',
  'approve',
  'reject',
  'pause',
  'unpause',
  'disable',
  'quality',
  'category',
  'delete',
] as const;

export const templateActionSchema = z.object({
  action: z.enum(templateActions),
  id: z.string().optional(),
  name: z.string().optional(),
  language: z.string().optional(),
  reason: z.string().optional(),
  quality: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']).optional(),
  category: z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION']).optional(),
  noticeHours: z.number().min(0).optional(),
  template: z.record(z.string(), z.unknown()).optional(),
});

export const settingsSchema = z.object({
  statuses: z
    .object({
      auto: z.boolean(),
      sentMs: z.tuple([z.number(), z.number()]),
      deliveredMs: z.tuple([z.number(), z.number()]),
      readMs: z.tuple([z.number(), z.number()]).nullable(),
      skipDelivered: z.boolean(),
    })
    .partial()
    .optional(),
  enforce: z
    .object({
      window: z.boolean(),
      pairRate: z.enum(['burst', 'strict', 'off']),
      throughput: z.boolean(),
      tier: z.boolean(),
      marketingPerDay: z.number().min(0),
    })
    .partial()
    .optional(),
  /** Messages per second, by phone number id. */
  throughput: z.record(z.string(), z.number().min(1)).optional(),
});

export type TemplateAction = z.input<typeof templateActionSchema>;

const isUnread = ({ author, status }: LogEntry) =>
  author === 'business' && (status === 'accepted' || status === 'sent' || status === 'delivered');

/** What a test or the control panel may do to the world. */
export class FakeControl {
  private readonly customersWriting: Inbound;

  constructor(
    private readonly world: World,
    private readonly statuses: Statuses,
  ) {
    this.customersWriting = new Inbound(world);
  }

  /** A customer writes; answers the message's wamid and who the customer is. */
  inbound(request: InboundRequest): { wamid: string; customer: ReturnType<Customer['describe']> } {
    const { wamid, customer } = this.customersWriting.write(request);
    return { wamid, customer: customer.describe() };
  }

  /** Creates a customer, or changes the one that is meant by id, number or user id. */
  customer(change: NewCustomer): ReturnType<Customer['describe']> {
    const input = customerSchema.parse(change);
    const { world } = this;
    const known = world.customers.find(input);
    const customer = known ?? world.customers.create(input);
    if (known) {
      const { id: _, phone: __, userId: ___, optedOut, failCode, ...plain } = input;
      Object.assign(known, plain);
      if (failCode !== undefined) known.failCode = failCode ?? undefined;
      if (optedOut !== undefined && optedOut !== known.optedOut)
        this.customersWriting.setMarketing(known, !optedOut);
    }
    customer.activeAt ||= world.clock.now();
    world.show(customer, 'customer', { customer: customer.describe() });
    return customer.describe();
  }

  /** The customer moves to another number: system message and user_id_update. */
  changeNumber(id: string, phone: string): ReturnType<Customer['describe']> {
    const customer = this.person(id);
    this.customersWriting.changeNumber(customer, phone);
    return customer.describe();
  }

  /** The customer opens the chat; answers how many messages that reads. */
  open(customerId: string, phoneNumberId?: string): number {
    const number = this.customersWriting.numberOf(phoneNumberId);
    return this.statuses.readAll(this.person(customerId), number.phoneNumberId);
  }

  /** Reports a status by hand, with an error code when it is `failed`. */
  status(wamid: string, status: StatusName, code?: number): void {
    if (!this.statuses.set(wamid, status, code))
      throw new GraphError(100, 404, `There is no message ${wamid}`);
  }

  /** Switches faults on and off; what is not given stays. */
  faults(patch: FaultsPatch) {
    const state = this.world.faults.set(patch);
    if (!state.webhooks.paused) this.world.webhooks.resume();
    this.world.events.emit('faults', state);
    return state;
  }

  /** Status delays, enforced limits and throughput; what is not given stays. */
  settings(change: {
    statuses?: Partial<StatusOptions>;
    enforce?: Partial<EnforceOptions>;
    throughput?: Record<string, number>;
  }): void {
    const { world } = this;
    const input = settingsSchema.parse(change);
    world.statuses = { ...world.statuses, ...input.statuses };
    world.enforce = { ...world.enforce, ...input.enforce };
    for (const [id, limit] of Object.entries(input.throughput ?? {}))
      this.customersWriting.numberOf(id).rate.limit = limit;
  }

  /** Moves the virtual clock, also backwards; negative sums are fine. */
  moveTime(byMs: number): number {
    const { world } = this;
    world.clock.offsetMs += byMs;
    world.templates.wake();
    world.events.emit('time', { offsetMs: world.clock.offsetMs });
    return world.clock.offsetMs;
  }

  /** Reviews, pauses and changes templates, each with its webhook. */
  template(change: TemplateAction): StoredTemplate {
    const input = templateActionSchema.parse(change);
    const { templates } = this.world;
    if (input.action === 'create') return templates.add(input.template as unknown as NewTemplate);
    const template = input.id
      ? templates.get(input.id)
      : templates
          .list()
          .find(
            ({ name, language }) =>
              name === input.name && (!input.language || language === input.language),
          );
    if (!template) throw new GraphError(100, 404, `There is no template ${input.id ?? input.name}`);
    const actions: Record<Exclude<TemplateAction['action'], 'create'>, () => void> = {
      approve: () => templates.setStatus(template, 'APPROVED'),
      reject: () => templates.setStatus(template, 'REJECTED', input.reason ?? 'INVALID_FORMAT'),
      pause: () => templates.pause(template),
      unpause: () => templates.unpause(template),
      disable: () => templates.setStatus(template, 'DISABLED'),
      quality: () => templates.setQuality(template, input.quality ?? 'YELLOW'),
      category: () =>
        templates.setCategory(template, input.category ?? 'MARKETING', input.noticeHours),
      delete: () => templates.remove(template),
    };
    actions[input.action]();
    return template;
  }

  /** Upgrades a number's throughput, with Meta's webhook. */
  upgradeThroughput(phoneNumberId: string, perSecond = 1000): void {
    const number = this.customersWriting.numberOf(phoneNumberId);
    number.rate.limit = perSecond;
    this.notice('phone_number_quality_update', {
      display_phone_number: number.displayPhoneNumber.replace(/\D/g, ''),
      event: 'THROUGHPUT_UPGRADE',
      max_daily_conversations_per_business: number.tier,
    });
  }

  /** Sends a webhook of any field. */
  notice(field: string, value: Record<string, unknown>): void {
    this.world.webhooks.add({ field, value });
  }

  /** A fault of the whole number or account: a value-level error. */
  accountError(code: number, phoneNumberId?: string): void {
    const number = this.customersWriting.numberOf(phoneNumberId);
    const title = code === 130429 ? 'Rate limit hit' : `Error ${code}`;
    this.world.webhooks.add({
      field: 'messages',
      number,
      error: { code, title, message: title, error_data: { details: title } },
    });
  }

  /** Resolves when every webhook has been answered with 200; rejects after the time. */
  async webhooksSettled(timeoutMs = 30_000): Promise<void> {
    const until = Date.now() + timeoutMs;
    while (!this.world.webhooks.isSettled) {
      if (Date.now() > until)
        throw new Error(
          `webhooks unsettled after ${timeoutMs} ms: ${JSON.stringify(this.world.webhooks.state())}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Numbers, customers, faults, webhooks and ledger at a glance. */
  state() {
    const { world } = this;
    return {
      wabaId: world.options.wabaId,
      now: world.clock.now(),
      offsetMs: world.clock.offsetMs,
      numbers: [...world.numbers.values()].map(({ rate, freeUsed, ...number }) => ({
        ...number,
        throughput: rate.limit,
        maxPerSecond: { tried: rate.maxTried, accepted: rate.maxAccepted },
        freeServiceUsed: Object.fromEntries(freeUsed),
      })),
      customers: world.customers.recent(200).map((customer) => ({
        ...customer.describe(),
        last: customer.log.at(-1),
        unread: customer.log.filter(isUnread).length,
      })),
      customerCount: world.customers.count,
      templates: world.templates
        .list()
        .map(({ id, name, language, category, status, quality_score }) => ({
          id,
          name,
          language,
          category,
          status,
          quality: quality_score ?? 'UNKNOWN',
        })),
      faults: world.faults.state,
      statuses: world.statuses,
      enforce: world.enforce,
      webhooks: world.webhooks.state(),
      ledger: world.ledger.summary(),
    };
  }

  /** One customer's chat with every number, oldest first. */
  conversation(customerId: string) {
    return this.person(customerId).log;
  }

  /** Customers, windows, chats and template reviews, to be kept over a restart. */
  snapshot(): Snapshot {
    return takeSnapshot(this.world);
  }

  /** Goes on from a snapshot; throws when it is none. */
  restore(snapshot: unknown): void {
    applySnapshot(this.world, snapshot);
  }

  /** Everything as at the start. */
  reset(): void {
    this.statuses.clear();
    this.world.reset();
  }

  private person(id: string): Customer {
    const customer = this.world.customers.get(id);
    if (!customer) throw new GraphError(100, 404, `There is no customer ${id}`);
    return customer;
  }
}
