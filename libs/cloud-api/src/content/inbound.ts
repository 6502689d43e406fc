import { z } from 'zod';

const text = z.string();
// Absent and null are the same to us; `optional` last keeps the key optional in the type too.
const maybe = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined)
  .optional();
const numeric = z.union([z.number(), z.string()]).transform(Number).pipe(z.number());

const media = {
  id: text,
  mime_type: text.default('application/octet-stream'),
  sha256: maybe,
  url: maybe,
};
const loosePerson = z.looseObject({});

const interactiveReply = z.union([
  z.object({
    type: z.literal('button_reply'),
    button_reply: z.object({ id: text, title: text }),
  }),
  z.object({
    type: z.literal('list_reply'),
    list_reply: z.object({ id: text, title: text, description: maybe }),
  }),
  z.object({
    type: z.literal('nfm_reply'),
    nfm_reply: z.object({ name: maybe, body: maybe, response_json: maybe }),
  }),
  z.object({
    type: z.literal('call_permission_reply'),
    call_permission_reply: z.looseObject({ response: text }),
  }),
]);

/** Everything a customer can send, as the webhook says it; unknown fields are dropped (the raw item is kept beside). */
export const inboundContentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.object({ body: text }) }),
  z.object({ type: z.literal('image'), image: z.object({ ...media, caption: maybe }) }),
  z.object({ type: z.literal('video'), video: z.object({ ...media, caption: maybe }) }),
  z.object({
    type: z.literal('audio'),
    audio: z.object({ ...media, voice: z.boolean().default(false) }),
  }),
  z.object({
    type: z.literal('document'),
    document: z.object({ ...media, caption: maybe, filename: maybe }),
  }),
  z.object({
    type: z.literal('sticker'),
    sticker: z.object({ ...media, animated: z.boolean().default(false) }),
  }),
  z.object({
    type: z.literal('location'),
    location: z.object({
      latitude: numeric,
      longitude: numeric,
      name: maybe,
      address: maybe,
      url: maybe,
    }),
  }),
  z.object({
    type: z.literal('contacts'),
    contacts: z.array(
      z.object({
        name: z.object({ formatted_name: maybe, first_name: maybe, last_name: maybe }).optional(),
        phones: z
          .array(z.object({ phone: maybe, wa_id: maybe, user_id: maybe, type: maybe }))
          .optional(),
        emails: z.array(z.object({ email: maybe, type: maybe })).optional(),
        addresses: z.array(loosePerson).optional(),
        org: loosePerson.optional(),
        urls: z.array(loosePerson).optional(),
        birthday: maybe,
        vcard: maybe,
        origin: maybe,
      }),
    ),
  }),
  z.object({ type: z.literal('interactive'), interactive: interactiveReply }),
  z.object({ type: z.literal('button'), button: z.object({ text, payload: maybe }) }),
  z.object({
    type: z.literal('reaction'),
    reaction: z.object({
      message_id: text,
      emoji: text.nullish().transform((value) => value ?? ''),
    }),
  }),
  z.object({
    type: z.literal('order'),
    order: z.object({
      catalog_id: maybe,
      text: maybe,
      product_items: z.array(
        z.object({
          product_retailer_id: text,
          quantity: numeric,
          item_price: numeric.optional(),
          currency: maybe,
        }),
      ),
    }),
  }),
  z.object({
    type: z.literal('system'),
    system: z.object({
      body: maybe,
      type: maybe,
      wa_id: maybe,
      new_wa_id: maybe,
      user_id: maybe,
      parent_user_id: maybe,
    }),
  }),
  z.object({ type: z.literal('request_welcome') }),
]);

/** A message whose kind we cannot show: kept whole, with what WhatsApp says about it. */
export interface UnsupportedContent {
  type: 'unsupported';
  unsupported?: { type?: string };
  errors?: { code: number; title?: string; message?: string; details?: string }[];
  raw: unknown;
}

export type InboundContent = z.infer<typeof inboundContentSchema> | UnsupportedContent;
