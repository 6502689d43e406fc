import { readError } from '../errors/cloud-api-error';
import { listOf, personOf, present, record, required, requiredTime, text } from './fields';
import type { Json } from './fields';
import { parseContent } from './parse-content';
import type { InboundMessage, ItemOrigin, ParsedItem, Person, Referral } from './parsed-item';
import { PoisonItem } from './parsed-item';
import type { WebhookPayload } from './split';

function referralOf(value: unknown): Referral | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const referral = record(value);
  return present({
    sourceUrl: text(referral.source_url),
    sourceId: text(referral.source_id),
    sourceType: text(referral.source_type),
    headline: text(referral.headline),
    body: text(referral.body),
    mediaType: text(referral.media_type),
    imageUrl: text(referral.image_url),
    videoUrl: text(referral.video_url),
    thumbnailUrl: text(referral.thumbnail_url),
    clickId: text(referral.ctwa_clid),
  });
}

function extrasOf(message: Json): Partial<InboundMessage> {
  const context = record(message.context);
  const product = record(context.referred_product);
  const errors = listOf(message.errors)
    .map((error) => readError(error))
    .filter((error) => error !== undefined);
  const forwarded =
    context.frequently_forwarded === true
      ? 'often'
      : context.forwarded === true
        ? 'once'
        : undefined;
  return present({
    replyToWamid: text(context.id),
    forwarded,
    referral: referralOf(message.referral),
    referredProduct: context.referred_product
      ? present({
          catalogId: text(product.catalog_id),
          productRetailerId: text(product.product_retailer_id),
        })
      : undefined,
    groupId: text(message.group_id),
    errors: errors.length > 0 ? errors : undefined,
  });
}

const systemChanges: Record<string, 'number' | 'user_id' | 'identity'> = {
  user_changed_number: 'number',
  customer_changed_number: 'number',
  user_changed_user_id: 'user_id',
  customer_identity_changed: 'identity',
};

function systemOf(
  origin: ItemOrigin,
  base: { wamid: string; from: Person; at: Date },
  message: Json,
): ParsedItem {
  const system = record(message.system);
  const type = text(system.type);
  const change = (type && systemChanges[type]) || (message.identity ? 'identity' : 'other');
  return {
    ...origin,
    ...base,
    kind: 'system',
    change,
    ...present({
      body: text(system.body),
      newWaId: text(system.wa_id) ?? text(system.new_wa_id),
      newUserId: text(system.user_id),
    }),
    raw: message,
  };
}

/** Reads a customer's message, or the reaction, edit, withdrawal or notice that comes in the shape of one. */
export function parseMessage(origin: ItemOrigin, payload: WebhookPayload): ParsedItem {
  const message = record(payload.message);
  const from = personOf({
    waId: message.from,
    userId: message.from_user_id,
    parentUserId: message.from_parent_user_id,
    contacts: payload.contacts,
  });
  const base = {
    wamid: required(message.id, 'message.id'),
    from,
    at: requiredTime(message.timestamp, 'message.timestamp'),
  };
  if (!from.waId && !from.userId)
    throw new PoisonItem('message.from and message.from_user_id are both missing');
  switch (message.type) {
    case 'system':
      return systemOf(origin, base, message);
    case 'edit': {
      const edit = record(message.edit);
      const originalWamid = required(edit.original_message_id, 'message.edit.original_message_id');
      return {
        ...origin,
        ...base,
        kind: 'edit',
        originalWamid,
        content: parseContent(edit.message),
        raw: message,
      };
    }
    case 'revoke': {
      const originalWamid = required(
        record(message.revoke).original_message_id,
        'message.revoke.original_message_id',
      );
      return { ...origin, ...base, kind: 'revoke', originalWamid, raw: message };
    }
    case 'reaction': {
      const reaction = record(message.reaction);
      const targetWamid = required(reaction.message_id, 'message.reaction.message_id');
      return {
        ...origin,
        ...base,
        kind: 'reaction',
        targetWamid,
        ...present({ emoji: text(reaction.emoji) }),
        raw: message,
      };
    }
    default:
      return {
        ...origin,
        ...base,
        kind: 'message',
        content: parseContent(message),
        ...extrasOf(message),
        raw: message,
      };
  }
}

/** Reads a message that the business sent from its own phone (coexistence). */
export function parseEcho(origin: ItemOrigin, payload: WebhookPayload): ParsedItem {
  const echo = record(listOf(record(payload.value).message_echoes)[0]);
  const to = personOf({ waId: echo.to, userId: echo.to_user_id, contacts: payload.contacts });
  return {
    ...origin,
    kind: 'echo',
    wamid: required(echo.id, 'message_echoes[0].id'),
    to,
    at: requiredTime(echo.timestamp, 'message_echoes[0].timestamp'),
    content: parseContent(echo),
    ...present({ replyToWamid: text(record(echo.context).id) }),
    raw: echo,
  };
}
