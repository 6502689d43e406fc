import { z } from 'zod';
import { limits } from './limits';
import { headerDocumentSchema, headerMediaSchema } from './media-content';
import { exactly, httpLink, list, object, oneOf, plainWords, saying, words } from './rules';

const body = (max: number = limits.interactiveBody) => object({ text: words(max) });
const footer = object({ text: words(limits.footer) }).optional();
const textHeader = object({ type: exactly('text'), text: words(limits.header) });
const imageHeader = object({ type: exactly('image'), image: headerMediaSchema });
const videoHeader = object({ type: exactly('video'), video: headerMediaSchema });
const documentHeader = object({ type: exactly('document'), document: headerDocumentSchema });
const anyHeader = z
  .discriminatedUnion('type', [textHeader, imageHeader, videoHeader, documentHeader], {
    error: plainWords,
  })
  .optional();

const allDifferent = (values: string[]) => new Set(values).size === values.length;

const buttonMessage = object({
  type: exactly('button'),
  header: anyHeader,
  body: body(),
  footer,
  action: object({
    buttons: list(
      object({
        type: exactly('reply'),
        reply: object({ id: words(limits.buttonId), title: words(limits.buttonTitle) }),
      }),
      limits.buttons,
    )
      .refine((buttons) => allDifferent(buttons.map((button) => button.reply.title)), {
        error: saying('two buttons have the same title'),
      })
      .refine((buttons) => allDifferent(buttons.map((button) => button.reply.id)), {
        error: saying('two buttons have the same id'),
      }),
  }),
});

const listMessage = object({
  type: exactly('list'),
  header: textHeader.optional(),
  body: body(limits.listBody),
  footer,
  action: object({
    button: words(limits.listButton),
    sections: list(
      object({
        title: words(limits.sectionTitle).optional(),
        rows: list(
          object({
            id: words(limits.listRowId),
            title: words(limits.listRowTitle),
            description: words(limits.listRowDescription, 0).optional(),
          }),
          limits.listRows,
        ),
      }),
      limits.listSections,
    )
      .refine((sections) => sections.flatMap((section) => section.rows).length <= limits.listRows, {
        error: saying(`more than ${limits.listRows} rows over all sections`),
      })
      .refine((sections) => sections.length === 1 || sections.every((section) => section.title), {
        error: saying('every section needs a title when there is more than one'),
      })
      .refine(
        (sections) =>
          allDifferent(sections.flatMap((section) => section.rows.map((row) => row.id))),
        { error: saying('two rows have the same id') },
      ),
  }),
});

const ctaAction = object({
  name: exactly('cta_url'),
  parameters: object({ display_text: words(limits.ctaText), url: httpLink(limits.link) }),
});

const ctaMessage = object({
  type: exactly('cta_url'),
  header: anyHeader,
  body: body(),
  footer,
  action: ctaAction,
});

const locationRequest = object({
  type: exactly('location_request_message'),
  body: body(),
  action: object({ name: exactly('send_location') }),
});

const contactInfoRequest = object({
  type: exactly('request_contact_info'),
  body: body(),
  action: object({ name: exactly('request_contact_info') }),
});

const flowMessage = object({
  type: exactly('flow'),
  header: anyHeader,
  body: body(),
  footer,
  action: object({
    name: exactly('flow'),
    parameters: object({
      flow_message_version: exactly('3'),
      flow_token: words(1024).optional(),
      flow_id: words(256).optional(),
      flow_name: words(256).optional(),
      flow_cta: words(limits.ctaText),
      mode: oneOf(['draft', 'published']).optional(),
      flow_action: oneOf(['navigate', 'data_exchange']).optional(),
      flow_action_payload: object({
        screen: words(256),
        data: z.record(z.string(), z.unknown(), { error: plainWords }).optional(),
      }).optional(),
    }).refine((flow) => (flow.flow_id === undefined) !== (flow.flow_name === undefined), {
      error: saying('give either flow_id or flow_name'),
    }),
  }),
});

const productMessage = object({
  type: exactly('product'),
  body: body().optional(),
  footer,
  action: object({ catalog_id: words(256), product_retailer_id: words(256) }),
});

const productListMessage = object({
  type: exactly('product_list'),
  header: textHeader,
  body: body(),
  footer,
  action: object({
    catalog_id: words(256),
    sections: list(
      object({
        title: words(limits.sectionTitle),
        product_items: list(object({ product_retailer_id: words(256) }), limits.products),
      }),
      limits.productSections,
    ).refine(
      (sections) => sections.flatMap((section) => section.product_items).length <= limits.products,
      { error: saying(`more than ${limits.products} products over all sections`) },
    ),
  }),
});

const catalogMessage = object({
  type: exactly('catalog_message'),
  body: body(),
  footer,
  action: object({
    name: exactly('catalog_message'),
    parameters: object({ thumbnail_product_retailer_id: words(256) }).optional(),
  }),
});

const lineBreaks = (text: string) => text.split('\n').length - 1;
const cardBody = object({
  text: words(limits.carouselCardBody).refine(
    (text) => lineBreaks(text) <= limits.carouselCardLineBreaks,
    { error: saying(`more than ${limits.carouselCardLineBreaks} line breaks`) },
  ),
}).optional();
const cardIndex = z
  .int({ error: plainWords })
  .min(0, { error: plainWords })
  .max(9, { error: plainWords });
const cardHeader = z.discriminatedUnion('type', [imageHeader, videoHeader], { error: plainWords });
const carouselCard = z.discriminatedUnion(
  'type',
  [
    object({
      card_index: cardIndex,
      type: exactly('cta_url'),
      header: cardHeader,
      body: cardBody,
      action: ctaAction,
    }),
    object({
      card_index: cardIndex,
      type: exactly('product'),
      action: object({ catalog_id: words(256), product_retailer_id: words(256) }),
    }),
  ],
  { error: plainWords },
);

type CarouselCard = z.infer<typeof carouselCard>;
const kindOfCard = (card: CarouselCard) =>
  card.type === 'cta_url' ? card.header.type : `product of ${card.action.catalog_id}`;

const carouselMessage = object({
  type: exactly('carousel'),
  body: body(),
  action: object({
    cards: list(carouselCard, limits.carouselCards, limits.carouselCardsMin)
      .refine((cards) => new Set(cards.map(kindOfCard)).size === 1, {
        error: saying('all cards must be of the same kind'),
      })
      .refine((cards) => allDifferent(cards.map((card) => String(card.card_index))), {
        error: saying('two cards have the same card_index'),
      }),
  }),
});

const callPermissionRequest = object({
  type: exactly('call_permission_request'),
  body: body().optional(),
  action: object({ name: exactly('call_permission_request') }),
});

const voiceCall = object({
  type: exactly('voice_call'),
  body: body(),
  action: object({
    name: exactly('voice_call'),
    parameters: object({
      display_text: words(limits.ctaText).optional(),
      ttl_minutes: z.int({ error: plainWords }).min(1, { error: plainWords }).optional(),
      payload: words(512).optional(),
    }).optional(),
  }),
});

const addressMessage = object({
  type: exactly('address_message'),
  header: anyHeader,
  body: body(),
  footer,
  action: object({
    name: exactly('address_message'),
    parameters: z.looseObject({ country: words(2) }, { error: plainWords }),
  }),
});

export const interactiveSchema = z.discriminatedUnion(
  'type',
  [
    buttonMessage,
    listMessage,
    ctaMessage,
    locationRequest,
    contactInfoRequest,
    flowMessage,
    productMessage,
    productListMessage,
    catalogMessage,
    carouselMessage,
    callPermissionRequest,
    voiceCall,
    addressMessage,
  ],
  { error: plainWords },
);

export type OutboundInteractive = z.infer<typeof interactiveSchema>;
