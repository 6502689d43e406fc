import { createHash } from 'node:crypto';
import type { LogEntry } from './conversation-log';

export interface NewCustomer {
  id?: string;
  name?: string;
  /** Digits; absent for a customer whose number the business never sees. */
  phone?: string;
  username?: string;
  userId?: string;
  parentUserId?: string;
  /** Off: webhooks leave the number out, as for customers with a username. */
  sharesPhone?: boolean;
  /** Off: webhooks of before April 2026, without a business-scoped id. */
  sharesUserId?: boolean;
  /** A person sits behind this customer: reads only when the chat is opened. */
  attended?: boolean;
  onWhatsApp?: boolean;
  optedOut?: boolean;
  /** The customer blocked the business: messages are sent but never delivered. */
  blocksUs?: boolean;
  /** Every send to this customer fails with this code. */
  failCode?: number | null;
}

/** Somebody on WhatsApp, as the fake knows them. */
export class Customer {
  name: string;
  phone: string | undefined;
  username: string | undefined;
  userId: string;
  parentUserId: string | undefined;
  sharesPhone: boolean;
  sharesUserId: boolean;
  attended: boolean;
  onWhatsApp: boolean;
  optedOut: boolean;
  blocksUs: boolean;
  failCode: number | undefined;
  /** Last message to each number, in virtual milliseconds. */
  readonly wroteAt = new Map<string, number>();
  readonly blockedBy = new Set<string>();
  readonly log: LogEntry[] = [];
  activeAt = 0;

  constructor(
    readonly id: string,
    userId: string,
    from: NewCustomer,
  ) {
    this.userId = userId;
    this.name = from.name ?? from.username ?? (from.phone ? `+${from.phone}` : 'Customer');
    this.phone = from.phone;
    this.username = from.username;
    this.parentUserId = from.parentUserId;
    this.sharesPhone = from.sharesPhone ?? from.phone !== undefined;
    this.sharesUserId = from.sharesUserId ?? true;
    this.attended = from.attended ?? false;
    this.onWhatsApp = from.onWhatsApp ?? true;
    this.optedOut = from.optedOut ?? false;
    this.blocksUs = from.blocksUs ?? false;
    this.failCode = from.failCode ?? undefined;
  }

  get waId(): string | undefined {
    return this.sharesPhone ? this.phone : undefined;
  }

  /** The entry of `contacts[]` that webhooks carry for this customer. */
  contact(withUsername = true): Record<string, unknown> {
    return {
      profile: {
        name: this.name,
        ...(withUsername && this.username ? { username: this.username } : {}),
      },
      ...(this.waId ? { wa_id: this.waId } : {}),
      ...(this.sharesUserId ? { user_id: this.userId } : {}),
      ...(this.sharesUserId && this.parentUserId ? { parent_user_id: this.parentUserId } : {}),
    };
  }

  describe() {
    return {
      id: this.id,
      name: this.name,
      phone: this.phone,
      username: this.username,
      userId: this.userId,
      sharesPhone: this.sharesPhone,
      sharesUserId: this.sharesUserId,
      attended: this.attended,
      onWhatsApp: this.onWhatsApp,
      optedOut: this.optedOut,
      blocksUs: this.blocksUs,
      failCode: this.failCode,
      activeAt: this.activeAt,
      wroteAt: Object.fromEntries(this.wroteAt),
    };
  }
}

const countries: Record<string, string> = {
  254: 'KE',
  255: 'TZ',
  256: 'UG',
  250: 'RW',
  44: 'GB',
  1: 'US',
};
const MAX_CUSTOMERS = 300_000;

export const digitsOf = (phone: string) => phone.replace(/[^\d]/g, '');

/** All customers, found by phone number or business-scoped id. */
export class Customers {
  private readonly byId = new Map<string, Customer>();
  private readonly byPhone = new Map<string, Customer>();
  private readonly byUserId = new Map<string, Customer>();
  private counter = 0;

  constructor(private readonly wabaId: string) {}

  /** The id stays the same over restarts, so that a stored contact still fits. */
  userIdFor(seed: string): string {
    const country =
      Object.entries(countries).find(([prefix]) => seed.startsWith(prefix))?.[1] ?? 'KE';
    const digest = createHash('sha256').update(`${this.wabaId}|${seed}`).digest();
    return `${country}.${digest.readBigUInt64BE(0).toString().padStart(20, '0')}`;
  }

  create(from: NewCustomer): Customer {
    do this.counter += 1;
    while (this.byId.has(`c${this.counter}`));
    const id = from.id ?? `c${this.counter}`;
    const phone = from.phone === undefined ? undefined : digitsOf(from.phone);
    const seed = phone ?? from.username ?? `${id}-${Math.random()}`;
    const customer = new Customer(id, from.userId ?? this.userIdFor(seed), { ...from, phone });
    this.byId.set(id, customer);
    if (phone) this.byPhone.set(phone, customer);
    this.byUserId.set(customer.userId, customer);
    if (this.byId.size > MAX_CUSTOMERS) this.forgetOldest();
    return customer;
  }

  get(id: string): Customer | undefined {
    return this.byId.get(id);
  }

  /** The customer of a number or id; a new one when nobody is known by it. */
  reach({ phone, userId }: { phone?: string; userId?: string }): Customer {
    const known = phone ? this.byPhone.get(phone) : this.byUserId.get(userId!);
    return known ?? this.create(phone ? { phone } : { userId: userId!, sharesPhone: false });
  }

  find(from: NewCustomer): Customer | undefined {
    if (from.id) return this.byId.get(from.id);
    if (from.userId) return this.byUserId.get(from.userId);
    if (from.phone) return this.byPhone.get(digitsOf(from.phone));
    if (from.username)
      return [...this.byId.values()].find((customer) => customer.username === from.username);
    return undefined;
  }

  /** Gives a customer another number, and with it another business-scoped id, as WhatsApp does. */
  move(customer: Customer, phone: string): { previousPhone?: string; previousUserId: string } {
    const previousUserId = customer.userId;
    const previousPhone = customer.phone;
    if (previousPhone) this.byPhone.delete(previousPhone);
    this.byUserId.delete(previousUserId);
    customer.phone = digitsOf(phone);
    customer.userId = this.userIdFor(customer.phone);
    this.byPhone.set(customer.phone, customer);
    this.byUserId.set(customer.userId, customer);
    return { previousUserId, ...(previousPhone ? { previousPhone } : {}) };
  }

  /** People of the phone page first, then whoever was active last. */
  recent(limit: number): Customer[] {
    const all = [...this.byId.values()].filter(
      (customer) => customer.attended || customer.log.length > 0,
    );
    return all
      .sort((a, b) => Number(b.attended) - Number(a.attended) || b.activeAt - a.activeAt)
      .slice(0, limit);
  }

  all(): Customer[] {
    return [...this.byId.values()];
  }

  get count(): number {
    return this.byId.size;
  }

  clear(): void {
    this.byId.clear();
    this.byPhone.clear();
    this.byUserId.clear();
    this.counter = 0;
  }

  private forgetOldest(): void {
    for (const customer of this.byId.values()) {
      if (customer.attended) continue;
      this.byId.delete(customer.id);
      if (customer.phone) this.byPhone.delete(customer.phone);
      this.byUserId.delete(customer.userId);
      return;
    }
  }
}
