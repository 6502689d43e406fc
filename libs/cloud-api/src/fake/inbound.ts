import { z } from 'zod';
import type { MessageContent } from '../content/preview';
import { parseContent } from '../webhook/parse-content';
import type { Customer } from './customers';
import { GraphError } from './http';
import { sampleFile } from './sample-files';
import type { FakeNumber, World } from './world';

export const customerSchema = z.object({
  id: z.string().min(1).max(100).optional(),
  name: z.string().min(1).max(100).optional(),
  phone: z
    .string()
    .regex(/^\+?[\d ()-]{5,24}$/)
    .optional(),
  username: z
    .string()
    .regex(/^[a-z0-9._]{3,35}$/)
    .optional(),
  userId: z
    .string()
    .regex(/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/)
    .optional(),
  parentUserId: z.string().optional(),
  sharesPhone: z.boolean().optional(),
  sharesUserId: z.boolean().optional(),
  attended: z.boolean().optional(),
  onWhatsApp: z.boolean().optional(),
  optedOut: z.boolean().optional(),
  blocksUs: z.boolean().optional(),
  failCode: z.int().nullable().optional(),
});

export const inboundSchema = z.object({
  /** Who writes: somebody known by id, phone, user id or username, or somebody new. */
  from: customerSchema,
  /** The first number by default. */
  phoneNumberId: z.string().optional(),
  content: z.looseObject({ type: z.string() }),
  replyTo: z.string().optional(),
  forwarded: z.enum(['once', 'often']).optional(),
  referral: z.record(z.string(), z.unknown()).optional(),
  /** Fixed ids and times (unix seconds) for tests of repetition and order. */
  wamid: z.string().optional(),
  timestamp: z.int().optional(),
});

export type InboundRequest = z.input<typeof inboundSchema>;

const mediaTypes = new Set(['image', 'video', 'audio', 'document', 'sticker']);

/** Customers who write, move to another number, and change their minds about marketing. */
export class Inbound {
  constructor(private readonly world: World) {}

  numberOf(phoneNumberId: string | undefined): FakeNumber {
    const number = phoneNumberId ? this.world.numbers.get(phoneNumberId) : this.world.firstNumber();
    if (!number) throw new GraphError(100, 400, `There is no number ${phoneNumberId}`);
    return number;
  }

  /** Delivers a customer's message by webhook. */
  write(request: InboundRequest): { wamid: string; customer: Customer } {
    const input = inboundSchema.parse(request);
    const { world } = this;
    const number = this.numberOf(input.phoneNumberId);
    const customer = world.customers.find(input.from) ?? world.customers.create(input.from);
    if (input.from.name) customer.name = input.from.name;
    if (input.from.username) customer.username = input.from.username;
    const wamid = input.wamid ?? world.newWamid();
    const seconds = input.timestamp ?? Math.floor(world.clock.now() / 1000);
    const body = this.withMedia(input.content);
    const message = {
      ...this.sender(customer),
      id: wamid,
      timestamp: String(seconds),
      ...body,
      ...this.contextOf(input, number, customer),
      ...(input.referral ? { referral: input.referral } : {}),
    };
    customer.wroteAt.set(
      number.phoneNumberId,
      Math.max(customer.wroteAt.get(number.phoneNumberId) ?? 0, seconds * 1000),
    );
    if (!customer.blockedBy.has(number.phoneNumberId))
      world.webhooks.add({ field: 'messages', number, contact: customer.contact(), message });
    this.remember(customer, number, { wamid, at: seconds * 1000, message, replyTo: input.replyTo });
    return { wamid, customer };
  }

  /** The customer takes another number: two webhooks, as Meta sends them. */
  changeNumber(customer: Customer, phone: string): void {
    const { world } = this;
    const number = world.firstNumber();
    const before = this.sender(customer);
    const contactBefore = customer.contact();
    const { previousPhone, previousUserId } = world.customers.move(customer, phone);
    const byPhone = customer.sharesPhone && previousPhone !== undefined;
    const system = byPhone
      ? {
          type: 'user_changed_number',
          body: `User ${customer.name} changed from ${previousPhone} to ${customer.phone}`,
          wa_id: customer.phone,
          user_id: customer.userId,
        }
      : {
          type: 'user_changed_user_id',
          body: `User ${customer.name} changed from ${previousUserId} to ${customer.userId}`,
          user_id: customer.userId,
        };
    world.webhooks.add({
      field: 'messages',
      number,
      message: {
        ...before,
        id: world.newWamid(),
        timestamp: world.clock.stamp(),
        type: 'system',
        system,
      },
    });
    world.webhooks.add({
      field: 'user_id_update',
      number,
      contact: contactBefore,
      value: {
        contacts: [customer.contact()],
        user_id_update: [
          {
            ...(customer.waId ? { wa_id: customer.waId } : {}),
            detail: 'User changed phone number',
            user_id: { previous: previousUserId, current: customer.userId },
            timestamp: world.clock.stamp(),
          },
        ],
      },
    });
    world.show(customer, 'customer', { customer: customer.describe() });
  }

  /** The customer stops or resumes marketing in WhatsApp itself. */
  setMarketing(customer: Customer, wanted: boolean): void {
    const { world } = this;
    customer.optedOut = !wanted;
    world.webhooks.add({
      field: 'user_preferences',
      number: world.firstNumber(),
      value: {
        contacts: [customer.contact()],
        user_preferences: [
          {
            ...(customer.waId ? { wa_id: customer.waId } : {}),
            ...(customer.sharesUserId ? { user_id: customer.userId } : {}),
            detail: `User requested to ${wanted ? 'resume' : 'stop'} marketing messages`,
            category: 'marketing_messages',
            value: wanted ? 'resume' : 'stop',
            timestamp: Math.floor(world.clock.now() / 1000),
          },
        ],
      },
    });
  }

  private sender(customer: Customer) {
    return {
      ...(customer.waId ? { from: customer.waId } : {}),
      ...(customer.sharesUserId ? { from_user_id: customer.userId } : {}),
      ...(customer.sharesUserId && customer.parentUserId
        ? { from_parent_user_id: customer.parentUserId }
        : {}),
    };
  }

  private contextOf(input: z.infer<typeof inboundSchema>, number: FakeNumber, customer: Customer) {
    if (input.forwarded)
      return {
        context: input.forwarded === 'often' ? { frequently_forwarded: true } : { forwarded: true },
      };
    if (!input.replyTo) return {};
    const quoted = this.world.log.find(input.replyTo)?.entry;
    const from =
      quoted?.author === 'customer'
        ? (customer.waId ?? customer.userId)
        : number.displayPhoneNumber.replace(/\D/g, '');
    return { context: { from, id: input.replyTo } };
  }

  /** Media without an id gets a small sample file, so that every kind can be sent in one line. */
  private withMedia(content: Record<string, unknown> & { type: string }): Record<string, unknown> {
    const { type } = content;
    if (!mediaTypes.has(type)) return content;
    const given = (content[type] ?? {}) as Record<string, unknown>;
    const known = typeof given.id === 'string' ? this.world.media.get(given.id) : undefined;
    if (given.id !== undefined && !known) return content;
    const file = sampleFile(type);
    const media =
      known ?? this.world.media.add(file.data, file.mimeType, { filename: file.filename, days: 7 });
    const filename = (given.filename as string | undefined) ?? media.filename;
    return {
      ...content,
      [type]: {
        ...(type === 'sticker' ? { animated: false } : {}),
        ...(type === 'document' && filename ? { filename } : {}),
        ...given,
        id: media.id,
        mime_type: given.mime_type ?? media.mimeType,
        sha256: media.sha256,
      },
    };
  }

  private remember(
    customer: Customer,
    number: FakeNumber,
    sent: {
      wamid: string;
      at: number;
      message: Record<string, unknown>;
      replyTo: string | undefined;
    },
  ): void {
    const { world } = this;
    const { message, wamid } = sent;
    const part = message[String(message.type)] as Record<string, unknown> | undefined;
    if (message.type === 'reaction') {
      const target = world.log.react(
        String(part?.message_id),
        'customer',
        String(part?.emoji ?? ''),
      );
      if (target) world.show(customer, 'update', { entry: target });
      return;
    }
    if (message.type === 'edit' || message.type === 'revoke') {
      const target = world.log.find(String(part?.original_message_id))?.entry;
      if (!target) return;
      if (message.type === 'revoke') target.revoked = true;
      else {
        target.content = parseContent(part?.message) as MessageContent;
        target.edited = true;
      }
      world.show(customer, 'update', { entry: target });
      return;
    }
    world.record(customer, {
      wamid,
      phoneNumberId: number.phoneNumberId,
      author: 'customer',
      content: parseContent(message),
      at: sent.at,
      status: 'sent',
      ...(sent.replyTo ? { replyTo: sent.replyTo } : {}),
    });
  }
}
