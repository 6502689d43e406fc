import { z } from 'zod';
import { contactCardsSchema } from './contacts-content';
import { interactiveSchema } from './interactive';
import { limits } from './limits';
import {
  audioSchema,
  documentSchema,
  imageSchema,
  locationSchema,
  stickerSchema,
  videoSchema,
} from './media-content';
import { exactly, flag, object, plainWords, words } from './rules';
import { templateSendSchema } from './template-content';

/** What a business may send, in the Cloud API's own shape and within its limits. */
export const outboundContentSchema = z.discriminatedUnion(
  'type',
  [
    object({
      type: exactly('text'),
      text: object({ body: words(limits.textBody), preview_url: flag.optional() }),
    }),
    object({ type: exactly('image'), image: imageSchema }),
    object({ type: exactly('video'), video: videoSchema }),
    object({ type: exactly('audio'), audio: audioSchema }),
    object({ type: exactly('document'), document: documentSchema }),
    object({ type: exactly('sticker'), sticker: stickerSchema }),
    object({ type: exactly('location'), location: locationSchema }),
    object({ type: exactly('contacts'), contacts: contactCardsSchema }),
    object({
      type: exactly('reaction'),
      reaction: object({ message_id: words(512), emoji: words(64, 0) }),
    }),
    object({ type: exactly('interactive'), interactive: interactiveSchema }),
    object({ type: exactly('template'), template: templateSendSchema }),
  ],
  { error: plainWords },
);

export type OutboundContent = z.infer<typeof outboundContentSchema>;
