import type { IncomingMessage, ServerResponse } from 'node:http';
import { limits } from '../content/limits';
import { outboundContentSchema } from '../content/outbound';
import type { OutboundContent } from '../content/outbound';
import { renderTemplate } from '../content/render-template';
import type { Customer } from './customers';
import { digitsOf } from './customers';
import { GraphError, sendJson } from './http';
import type { Statuses } from './statuses';
import { checkTemplate } from './template-check';
import type { StoredTemplate } from './template-store';
import type { FakeNumber, World } from './world';

type Body = Record<string, unknown>;

const userIdPattern = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;
const READ_SPAN = 30 * 24 * 60 * 60 * 1000;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value
    ? value
    : typeof value === 'number'
      ? String(value)
      : undefined;

const invalid = (details: string, code = 131009) =>
  new GraphError(
    code,
    400,
    code === 100 ? '(#100) Invalid parameter' : `(#${code}) Parameter value is not valid`,
    details,
  );

function contentOf(body: Body): OutboundContent {
  const type = body.type ?? 'text';
  if (typeof type !== 'string') throw invalid('type must be a text', 100);
  const parsed = outboundContentSchema.safeParse({ type, [type]: body[type] });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const missing = issue?.code === 'invalid_type' && issue.message.endsWith('is missing');
  if (missing)
    throw new GraphError(131008, 400, '(#131008) Required parameter is missing', issue.message);
  throw invalid(
    issue?.message ?? 'invalid content',
    issue?.code === 'too_big' || issue?.code === 'unrecognized_keys' ? 100 : 131009,
  );
}

function recipientOf(
  world: World,
  number: FakeNumber,
  body: Body,
): { customer: Customer; byPhone: boolean; input: string } {
  const to = textOf(body.to);
  const recipient = textOf(body.recipient);
  if (to) {
    const phone = digitsOf(to);
    if (phone.length < 5 || phone.length > 20) throw invalid(`to: ${to} is not a phone number`);
    if (phone === digitsOf(number.displayPhoneNumber))
      throw new GraphError(131021, 400, '(#131021) Recipient cannot be sender');
    return { customer: world.customers.reach({ phone }), byPhone: true, input: to };
  }
  if (!recipient)
    throw new GraphError(
      131008,
      400,
      '(#131008) Required parameter is missing',
      'to or recipient is required',
    );
  if (!userIdPattern.test(recipient))
    throw invalid(`recipient: ${recipient} is not a business-scoped user id`);
  return {
    customer: world.customers.reach({ userId: recipient }),
    byPhone: false,
    input: recipient,
  };
}

function mediaIds(value: unknown, found: string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, item] of Object.entries(value)) {
    const isMedia =
      key === 'image' ||
      key === 'video' ||
      key === 'audio' ||
      key === 'document' ||
      key === 'sticker';
    const id = isMedia ? textOf((item as { id?: unknown } | null)?.id) : undefined;
    if (id) found.push(id);
    mediaIds(item, found);
  }
  return found;
}

/** Why an accepted message will fail after all, by Meta's asynchronous codes. */
function laterFailure(
  world: World,
  number: FakeNumber,
  customer: Customer,
  content: OutboundContent,
  template: StoredTemplate | undefined,
): number | undefined {
  if (customer.failCode !== undefined) return customer.failCode;
  if (!customer.onWhatsApp) return 131026;
  const isOpen = world.isWindowOpen(customer, number.phoneNumberId);
  if (!template && !isOpen && world.enforce.window) return 131047;
  if (template?.category === 'MARKETING') {
    if (customer.optedOut) return 131050;
    if (
      !isOpen &&
      !world.marketing.take(customer.id, world.clock.now(), world.enforce.marketingPerDay)
    )
      return 131049;
  }
  const isOverTier =
    !isOpen && world.enforce.tier && !world.daily.take(customer.id, world.clock.now(), number.tier);
  if (isOverTier) return 131048;
  if (
    content.type === 'reaction' &&
    world.log.find(content.reaction.message_id)?.entry.content.type === 'reaction'
  )
    return 131009;
  if (mediaIds(content).some((id) => !world.media.get(id))) return 131053;
  return undefined;
}

/** `POST /{phone_number_id}/messages`: sends, and the marks of read and typing. */
export class Messages {
  constructor(
    private readonly world: World,
    private readonly statuses: Statuses,
  ) {}

  handle(
    request: IncomingMessage,
    response: ServerResponse,
    number: FakeNumber,
    body: Body,
    marketingOnly = false,
  ): void {
    if (body.messaging_product !== 'whatsapp')
      throw new GraphError(
        100,
        400,
        '(#100) Invalid parameter',
        'messaging_product must be whatsapp',
      );
    if (body.status === 'read') {
      this.markRead(number, body);
      sendJson(response, 200, { success: true });
      return;
    }
    const answer = this.accept(number, body, marketingOnly);
    const { faults } = this.world;
    if (faults.happens(faults.state.cutAfterAccept)) {
      request.socket.resetAndDestroy();
      return;
    }
    sendJson(response, 200, answer);
  }

  private accept(number: FakeNumber, body: Body, marketingOnly: boolean) {
    const { world } = this;
    const now = world.clock.now();
    if (!world.faults.state.tokenExpired && !number.rate.take(world.enforce.throughput))
      throw new GraphError(
        130429,
        400,
        '(#130429) Rate limit hit',
        'Cloud API message throughput has been reached.',
      );
    const { customer, byPhone, input } = recipientOf(world, number, body);
    const content = contentOf(body);
    const opaque = textOf(body.biz_opaque_callback_data);
    if (opaque && opaque.length > limits.opaque)
      throw invalid('biz_opaque_callback_data is longer than 512 characters', 100);
    if (customer.blockedBy.has(number.phoneNumberId))
      throw new GraphError(130403, 400, '(#130403) The business has blocked this user');
    if (!world.pairs.take(`${number.phoneNumberId}|${customer.id}`, now, world.enforce.pairRate))
      throw new GraphError(
        131056,
        400,
        '(#131056) (Business Account, Consumer Account) pair rate limit hit',
        'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
      );
    const template =
      content.type === 'template' ? checkTemplate(world.templates, content.template) : undefined;
    if (template?.category === 'AUTHENTICATION' && !byPhone)
      throw new GraphError(131062, 400, '(#131062) Authentication templates need a phone number');
    if (marketingOnly && template?.category !== 'MARKETING')
      throw new GraphError(134100, 400, '(#134100) Only marketing messages are supported');
    const wamid = world.newWamid();
    const replyTo = textOf((body.context as Body | undefined)?.message_id);
    world.ledger.add({
      wamid,
      phoneNumberId: number.phoneNumberId,
      ...(opaque === undefined ? {} : { opaque }),
      ...(byPhone ? { to: input } : { recipient: input }),
      ...(replyTo ? { replyTo } : {}),
      content,
      at: Date.now(),
    });
    this.follow(number, customer, { wamid, content, template, replyTo, opaque, byPhone });
    const contact = byPhone
      ? { input, wa_id: customer.phone ?? digitsOf(input) }
      : { input, user_id: customer.userId };
    const held = world.faults.state.holdTemplates ? 'held_for_quality_assessment' : 'accepted';
    return {
      messaging_product: 'whatsapp',
      contacts: [contact],
      messages: [{ id: wamid, ...(template ? { message_status: held } : {}) }],
    };
  }

  private follow(
    number: FakeNumber,
    customer: Customer,
    sent: {
      wamid: string;
      content: OutboundContent;
      template: StoredTemplate | undefined;
      replyTo: string | undefined;
      opaque: string | undefined;
      byPhone: boolean;
    },
  ): void {
    const { world } = this;
    const { wamid, content, template } = sent;
    const failCode = laterFailure(world, number, customer, content, template);
    const entry = {
      wamid,
      phoneNumberId: number.phoneNumberId,
      author: 'business' as const,
      content,
      at: world.clock.now(),
      status: 'accepted' as const,
      ...(sent.replyTo ? { replyTo: sent.replyTo } : {}),
      ...(template && content.type === 'template'
        ? { rendered: renderTemplate(template, content.template) }
        : {}),
    };
    if (content.type === 'reaction') {
      const target = world.log.react(
        content.reaction.message_id,
        'business',
        content.reaction.emoji,
      );
      if (target) world.show(customer, 'update', { entry: target });
    } else if (failCode === undefined && !customer.blocksUs) world.record(customer, entry);
    const category = template ? template.category.toLowerCase() : 'service';
    this.statuses.begin(
      { entry, customer, number, content, category, opaque: sent.opaque, byPhone: sent.byPhone },
      failCode,
    );
  }

  private markRead(number: FakeNumber, body: Body): void {
    const { world } = this;
    const wamid = textOf(body.message_id);
    const found = wamid ? world.log.find(wamid) : undefined;
    const isTooOld = found && found.entry.at < world.clock.now() - READ_SPAN;
    if (!wamid?.startsWith('wamid.') || isTooOld || found?.entry.author === 'business')
      throw new GraphError(
        100,
        400,
        '(#100) Invalid parameter',
        `message_id: ${wamid ?? 'is missing'}`,
      );
    world.ledger.readMarks += 1;
    // A message from before the last restart, or one that fell out of the log.
    if (!found) return;
    const { customer } = found;
    for (const entry of customer.log) {
      const isEarlier =
        entry.author === 'customer' &&
        entry.phoneNumberId === number.phoneNumberId &&
        entry.at <= found.entry.at;
      if (isEarlier && world.log.advance(entry, 'read'))
        world.show(customer, 'status', { wamid: entry.wamid, status: 'read' });
    }
    if (body.typing_indicator)
      world.show(customer, 'typing', {
        phoneNumberId: number.phoneNumberId,
        forMs: limits.typingSeconds * 1000,
      });
  }
}
