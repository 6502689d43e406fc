import type { OutboundContent } from '../content/outbound';
import { explainError } from '../errors/error-codes';
import { drawn } from './clock';
import type { LogEntry } from './conversation-log';
import type { Customer } from './customers';
import type { FakeNumber, World } from './world';

export type StatusName = 'sent' | 'delivered' | 'read' | 'played' | 'failed';

/** A send whose steps are still to come. */
export interface Journey {
  entry: LogEntry;
  customer: Customer;
  number: FakeNumber;
  content: OutboundContent;
  category: string;
  opaque?: string | undefined;
  /** Written to by phone number: a failure then names no business-scoped id. */
  byPhone: boolean;
}

const MAX_KEPT = 100_000;

/** What becomes of accepted messages, told as signed webhooks. */
export class Statuses {
  private readonly journeys = new Map<string, Journey>();

  constructor(private readonly world: World) {}

  /** Plans the steps of a send, or its failure. */
  begin(journey: Journey, failCode: number | undefined): void {
    this.journeys.set(journey.entry.wamid, journey);
    if (this.journeys.size > MAX_KEPT) this.journeys.delete(this.journeys.keys().next().value!);
    const { statuses, timeline } = this.world;
    if (!statuses.auto) return;
    const sentIn = drawn(statuses.sentMs);
    if (failCode !== undefined) {
      timeline.after(sentIn, () => this.report(journey, 'failed', failCode));
      return;
    }
    timeline.after(sentIn, () => this.report(journey, 'sent'));
    if (journey.content.type === 'reaction' || journey.customer.blocksUs) return;
    const deliveredIn = sentIn + drawn(statuses.deliveredMs);
    if (!statuses.skipDelivered)
      timeline.after(deliveredIn, () => this.report(journey, 'delivered'));
    if (statuses.readMs && !journey.customer.attended)
      timeline.after(deliveredIn + drawn(statuses.readMs), () => this.report(journey, 'read'));
  }

  /** Reports a step by hand; false when the message is unknown. */
  set(wamid: string, status: StatusName, code?: number): boolean {
    const journey = this.journeys.get(wamid);
    if (!journey) return false;
    this.report(journey, status, code);
    return true;
  }

  /** The customer opened the chat: everything delivered there is read. */
  readAll(customer: Customer, phoneNumberId: string): number {
    const unread = customer.log.filter(
      (entry) =>
        entry.author === 'business' &&
        entry.phoneNumberId === phoneNumberId &&
        ['accepted', 'sent', 'delivered'].includes(entry.status) &&
        this.journeys.has(entry.wamid),
    );
    for (const entry of unread) {
      const journey = this.journeys.get(entry.wamid)!;
      if (entry.status === 'accepted') this.report(journey, 'sent');
      if (!customer.blocksUs) this.report(journey, 'read');
    }
    return unread.length;
  }

  clear(): void {
    this.journeys.clear();
  }

  private report(journey: Journey, name: StatusName, code?: number): void {
    const { world } = this;
    const { customer, number, entry } = journey;
    const hasMoved = world.log.advance(entry, name);
    if (code !== undefined) entry.errorCode = code;
    if (hasMoved)
      world.show(customer, 'status', { wamid: entry.wamid, status: name, errorCode: code });
    const isFailure = name === 'failed';
    const showsUserId = customer.sharesUserId && !(isFailure && journey.byPhone);
    world.webhooks.add({
      field: 'messages',
      number,
      ...(isFailure ? {} : { contact: customer.contact(name !== 'sent') }),
      status: {
        id: entry.wamid,
        status: name,
        timestamp: world.clock.stamp(),
        ...(customer.waId || journey.byPhone
          ? { recipient_id: customer.waId ?? customer.phone }
          : {}),
        ...(showsUserId ? { recipient_user_id: customer.userId } : {}),
        ...(journey.opaque === undefined ? {} : { biz_opaque_callback_data: journey.opaque }),
        ...(name === 'sent' && journey.content.type !== 'reaction'
          ? { pricing: this.price(journey) }
          : {}),
        ...(isFailure ? { errors: [statusError(code ?? 131000)] } : {}),
      },
    });
  }

  private price({ number, category }: Journey) {
    const month = new Date(this.world.clock.now()).toISOString().slice(0, 7);
    const used = number.freeUsed.get(month) ?? 0;
    const isFree =
      category === 'service' && used < (this.world.options.freeServiceMessages ?? 1000);
    if (category === 'service') number.freeUsed.set(month, used + 1);
    return {
      billable: !isFree,
      pricing_model: 'PMP',
      type: isFree ? 'free_customer_service' : 'regular',
      category,
    };
  }
}

const metaTitles: Record<number, string> = {
  130472: "User's number is part of an experiment",
  131026: 'Message undeliverable',
  131047: 'Re-engagement message',
  131048: 'Spam rate limit hit',
  131049: 'This message was not delivered to maintain healthy ecosystem engagement.',
  131050: 'User has stopped receiving marketing messages',
  131053: 'Media upload error',
};

function statusError(code: number) {
  const title = metaTitles[code] ?? explainError(code).meaning;
  return {
    code,
    title,
    message: title,
    error_data: { details: explainError(code).meaning },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  };
}
