import { Refusal } from '@datacare/platform';
import { Field, ObjectType } from '@nestjs/graphql';
import { MessageStatusEnum, type MessageStatus } from './message-status';

/** Free-form messages may only be sent within 24 hours of the customer's last message. */
@ObjectType({ implements: () => Refusal, description: 'The customer-service window is closed.' })
export class WindowClosed implements Refusal {
  readonly code = 'MESSAGING_WINDOW_CLOSED';
  readonly message: string;

  @Field(() => Date, {
    nullable: true,
    description: 'When it closed or will close; null when they never wrote',
  })
  readonly closedAt: Date | null;

  /**
   * @param closedAt when the window closed; null when the customer never wrote.
   * @param isLater the window is still open, but will have closed when the message is to leave.
   */
  constructor(closedAt: Date | null, isLater = false) {
    this.closedAt = closedAt;
    if (isLater)
      this.message =
        'The 24-hour window closes before then. Choose an earlier time, or send a template.';
    else
      this.message = closedAt
        ? 'The customer wrote more than 24 hours ago. Send a template instead.'
        : 'The customer has not written yet. Start the conversation with a template.';
  }
}

/** The person said stop to what the message is for. */
@ObjectType({
  implements: () => Refusal,
  description: 'The person does not want this kind of message.',
})
export class ContactOptedOut implements Refusal {
  readonly code = 'MESSAGING_CONTACT_OPTED_OUT';
  readonly message: string;

  /** @param hasSaidStop false where consent was never given: silence is no consent. */
  constructor(hasSaidStop = true) {
    this.message = hasSaidStop
      ? 'This person does not want marketing messages from you. Send a utility template or wait for them to write.'
      : 'This person has not agreed to marketing messages. Send a utility template, or record their consent first.';
  }
}

/** The content breaks a rule of WhatsApp; `field` is the path of what is wrong. */
@ObjectType({ implements: () => Refusal, description: 'The content breaks a rule of WhatsApp.' })
export class ContentInvalid implements Refusal {
  readonly code = 'MESSAGING_CONTENT_INVALID';
  readonly message: string;

  @Field(() => String, { description: 'Path of what is wrong, e.g. text.body' })
  readonly field: string;

  constructor(field: string, message: string) {
    this.field = field;
    this.message = message;
  }
}

/** The template cannot be sent: unknown, not approved, paused, or its parameters do not fit. */
@ObjectType({ implements: () => Refusal, description: 'The template cannot be sent.' })
export class TemplateUnavailable implements Refusal {
  readonly code = 'MESSAGING_TEMPLATE_UNAVAILABLE';
  readonly message: string;

  @Field(() => String, {
    nullable: true,
    description: "Meta's status; null when there is no such template",
  })
  readonly status: string | null;

  /** @param status Meta's status of the template; null when the account has none of this name and language. */
  constructor(message: string, status: string | null) {
    this.message = message;
    this.status = status;
  }
}

/** The client key was used before for another message. */
@ObjectType({
  implements: () => Refusal,
  description: 'The client key belongs to another message.',
})
export class ClientKeyReused implements Refusal {
  readonly code = 'MESSAGING_CLIENT_KEY_REUSED';
  readonly message =
    'This request was already used to send another message. Send it again as a new one.';
}

/** A file that WhatsApp would not take, or that is not safe to keep. */
@ObjectType({ implements: () => Refusal, description: 'The file cannot be sent.' })
export class MediaRefused implements Refusal {
  readonly code = 'MESSAGING_MEDIA_REFUSED';
  readonly message: string;

  @Field(() => Boolean, { description: 'Whether scaling the picture down would help' })
  readonly canDownscale: boolean;

  constructor(message: string, canDownscale = false) {
    this.message = message;
    this.canDownscale = canDownscale;
  }
}

/** The message is on its way or arrived, or WhatsApp may still say what became of it. */
@ObjectType({
  implements: () => Refusal,
  description: 'There is nothing to decide about this message (now).',
})
export class NotRetryable implements Refusal {
  readonly code = 'MESSAGING_NOT_RETRYABLE';
  readonly message: string;

  @Field(() => MessageStatusEnum, { description: 'Where the message stands' })
  readonly status: MessageStatus;

  constructor(status: MessageStatus) {
    this.status = status;
    this.message =
      status === 'unconfirmed'
        ? 'WhatsApp may still say whether it sent this message. Decide when 15 minutes have passed.'
        : 'This message is on its way or has arrived, so there is nothing to decide.';
  }
}
