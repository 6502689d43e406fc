import type { Refusal } from '@datacare/platform';

/** Free-form messages may only be sent within 24 hours of the customer's last message. */
export class WindowClosed implements Refusal {
  readonly code = 'MESSAGING_WINDOW_CLOSED';
  readonly message: string;

  /** @param closedAt when the window closed; null when the customer never wrote. */
  constructor(readonly closedAt: Date | null) {
    this.message = closedAt
      ? 'The customer wrote more than 24 hours ago. Send a template instead.'
      : 'The customer has not written yet. Start the conversation with a template.';
  }
}

/** The person said stop to what the message is for. */
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
export class ContentInvalid implements Refusal {
  readonly code = 'MESSAGING_CONTENT_INVALID';

  constructor(
    readonly field: string,
    readonly message: string,
  ) {}
}

/** The template cannot be sent: unknown, not approved, paused, or its parameters do not fit. */
export class TemplateUnavailable implements Refusal {
  readonly code = 'MESSAGING_TEMPLATE_UNAVAILABLE';

  /** @param status Meta's status of the template; null when the account has none of this name and language. */
  constructor(
    readonly message: string,
    readonly status: string | null,
  ) {}
}

/** The client key was used before for another message. */
export class ClientKeyReused implements Refusal {
  readonly code = 'MESSAGING_CLIENT_KEY_REUSED';
  readonly message =
    'This request was already used to send another message. Send it again as a new one.';
}

/** A file that WhatsApp would not take, or that is not safe to keep. */
export class MediaRefused implements Refusal {
  readonly code = 'MESSAGING_MEDIA_REFUSED';

  constructor(readonly message: string) {}
}
