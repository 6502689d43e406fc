import { z } from 'zod';
import { limits } from './limits';
import { headerDocumentSchema, headerMediaSchema, locationSchema } from './media-content';
import { exactly, list, object, oneOf, plainWords, saying, words } from './rules';

const parameterName = words(256).optional();
const textParameter = object({
  type: exactly('text'),
  text: words(limits.templateParameter),
  parameter_name: parameterName,
});
const mediaParameters = [
  object({ type: exactly('image'), image: headerMediaSchema }),
  object({ type: exactly('video'), video: headerMediaSchema }),
  object({ type: exactly('document'), document: headerDocumentSchema }),
] as const;

const headerComponent = object({
  type: exactly('header'),
  parameters: list(
    z.discriminatedUnion(
      'type',
      [
        textParameter,
        ...mediaParameters,
        object({ type: exactly('location'), location: locationSchema }),
        object({
          type: exactly('product'),
          product: z.looseObject({ product_retailer_id: words(256) }),
        }),
      ],
      { error: plainWords },
    ),
    1,
  ),
});

const bodyComponent = object({
  type: exactly('body'),
  parameters: list(
    z.discriminatedUnion(
      'type',
      [
        textParameter,
        object({
          type: exactly('currency'),
          parameter_name: parameterName,
          currency: object({
            fallback_value: words(1024),
            code: words(3, 3),
            amount_1000: z.int({ error: plainWords }),
          }),
        }),
        object({
          type: exactly('date_time'),
          parameter_name: parameterName,
          date_time: z.looseObject({ fallback_value: words(1024) }, { error: plainWords }),
        }),
      ],
      { error: plainWords },
    ),
    1000,
    0,
  ),
});

const buttonParameter = z.discriminatedUnion(
  'type',
  [
    object({ type: exactly('payload'), payload: words(limits.quickReplyPayload) }),
    object({ type: exactly('text'), text: words(limits.link) }),
    object({ type: exactly('coupon_code'), coupon_code: words(limits.couponCode) }),
    object({
      type: exactly('action'),
      action: z.looseObject({}, { error: plainWords }),
    }),
  ],
  { error: plainWords },
);

const buttonComponent = object({
  type: exactly('button'),
  sub_type: oneOf([
    'quick_reply',
    'url',
    'copy_code',
    'flow',
    'catalog',
    'mpm',
    'voice_call',
    'order_details',
  ]),
  index: z.union([z.int().min(0).max(9), z.string().regex(/^[0-9]$/)], {
    error: saying('must be a number from 0 to 9'),
  }),
  parameters: list(buttonParameter, 1, 0).optional(),
});

const carouselComponent = object({
  type: exactly('carousel'),
  cards: list(
    object({
      card_index: z
        .int({ error: plainWords })
        .min(0, { error: plainWords })
        .max(9, { error: plainWords }),
      components: list(
        z.discriminatedUnion('type', [headerComponent, bodyComponent, buttonComponent], {
          error: plainWords,
        }),
        12,
      ),
    }),
    limits.carouselCards,
    limits.carouselCardsMin,
  ),
});

const offerComponent = object({
  type: exactly('limited_time_offer'),
  parameters: list(
    object({
      type: exactly('limited_time_offer'),
      limited_time_offer: object({ expiration_time_ms: z.int({ error: plainWords }) }),
    }),
    1,
  ),
});

export const templateComponentSchema = z.discriminatedUnion(
  'type',
  [headerComponent, bodyComponent, buttonComponent, carouselComponent, offerComponent],
  { error: plainWords },
);

/** A template send: its name, language and the values that fill it. */
export const templateSendSchema = object({
  name: words(limits.templateName).regex(/^[a-z0-9_]+$/, {
    error: saying('only small letters, digits and underscores'),
  }),
  language: object({
    code: words(20),
    policy: exactly('deterministic').optional(),
  }),
  components: list(templateComponentSchema, 15, 0).optional(),
});

export type TemplateSend = z.infer<typeof templateSendSchema>;
export type TemplateSendComponent = z.infer<typeof templateComponentSchema>;
