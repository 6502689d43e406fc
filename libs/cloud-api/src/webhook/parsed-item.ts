import type { InboundContent } from '../content/inbound';
import type { CloudApiError } from '../errors/cloud-api-error';

/** A customer as a webhook names one; the phone number may be missing. */
export interface Person {
  waId?: string;
  userId?: string;
  parentUserId?: string;
  username?: string;
  profileName?: string;
}

/** Where the customer came from: an advertisement or a post. */
export interface Referral {
  sourceUrl?: string;
  sourceId?: string;
  sourceType?: string;
  headline?: string;
  body?: string;
  mediaType?: string;
  imageUrl?: string;
  videoUrl?: string;
  thumbnailUrl?: string;
  clickId?: string;
}

export interface ItemOrigin {
  field: string;
  wabaId: string;
  phoneNumberId?: string;
  displayPhoneNumber?: string;
}

/** A customer's message; `at` is Meta's time. */
export interface InboundMessage {
  wamid: string;
  from: Person;
  at: Date;
  content: InboundContent;
  replyToWamid?: string;
  forwarded?: 'once' | 'often';
  referral?: Referral;
  /** Product that the question is about. */
  referredProduct?: { catalogId?: string; productRetailerId?: string };
  groupId?: string;
  /** What WhatsApp could not pass on of this message. */
  errors?: CloudApiError[];
  raw: unknown;
}

export type DeliveryStatus = 'sent' | 'delivered' | 'read' | 'played' | 'failed';

export interface StatusPricing {
  billable?: boolean;
  model?: string;
  type?: string;
  category?: string;
}

/** One step of a message that we sent. */
export interface StatusUpdate {
  wamid: string;
  status: DeliveryStatus;
  at: Date;
  recipient: Person;
  opaque?: string;
  pricing?: StatusPricing;
  /** Window that the status opened: only of free entry points since v24.0. */
  conversation?: { id?: string; expiresAt?: Date; origin?: string };
  errors?: CloudApiError[];
}

interface TemplateRef {
  templateId?: string;
  name: string;
  /** Normalised to Meta's underscore form, such as `en_US`. */
  language: string;
}

export type ParsedItem = ItemOrigin &
  (
    | ({ kind: 'message' } & InboundMessage)
    | ({ kind: 'status' } & StatusUpdate)
    | {
        kind: 'reaction';
        wamid: string;
        from: Person;
        at: Date;
        targetWamid: string;
        emoji?: string;
        raw: unknown;
      }
    | {
        kind: 'edit';
        wamid: string;
        from: Person;
        at: Date;
        originalWamid: string;
        content: InboundContent;
        raw: unknown;
      }
    | { kind: 'revoke'; wamid: string; from: Person; at: Date; originalWamid: string; raw: unknown }
    | {
        kind: 'system';
        wamid: string;
        from: Person;
        at: Date;
        change: 'number' | 'user_id' | 'identity' | 'other';
        body?: string;
        newWaId?: string;
        newUserId?: string;
        raw: unknown;
      }
    | {
        kind: 'echo';
        wamid: string;
        to: Person;
        at: Date;
        content: InboundContent;
        replyToWamid?: string;
        raw: unknown;
      }
    | {
        kind: 'user_id_update';
        waId?: string;
        previousUserId: string;
        userId: string;
        previousParentUserId?: string;
        parentUserId?: string;
        detail?: string;
        at?: Date;
      }
    | {
        kind: 'user_preferences';
        person: Person;
        category: string;
        value: string;
        detail?: string;
        at?: Date;
      }
    | ({
        kind: 'template_status';
        event: string;
        reason?: string;
        category?: string;
        detail?: string;
        disableAt?: Date;
        value: unknown;
      } & TemplateRef)
    | ({ kind: 'template_quality'; quality: string; previousQuality?: string } & TemplateRef)
    | ({
        kind: 'template_category';
        category: string;
        previousCategory?: string;
        /** Announced but not yet done. */
        correctCategory?: string;
        changesAt?: Date;
      } & TemplateRef)
    | ({ kind: 'template_components'; value: unknown } & TemplateRef)
    | {
        kind: 'phone_number_quality';
        event: string;
        currentLimit?: string;
        maxDailyConversations?: string;
        value: unknown;
      }
    | { kind: 'account'; event: string; value: unknown }
    | { kind: 'error'; error: CloudApiError }
    | { kind: 'other'; value: unknown }
  );

/** An item that can never be used; the message names the field. */
export class PoisonItem extends Error {
  override readonly name = 'PoisonItem';
}
