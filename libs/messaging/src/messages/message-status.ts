/**
 * Every message is in exactly one of these, and each is visible to the team.
 * `received` is an inbound message; the others are the life of an outbound one.
 */
export const messageStatuses = [
  'received',
  'queued',
  'sending',
  'unconfirmed',
  'accepted',
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
  'cancelled',
] as const;
export type MessageStatus = (typeof messageStatuses)[number];

/** The names that GraphQL shows; the values are those of the table. */
export const MessageStatusEnum = Object.fromEntries(
  messageStatuses.map((status) => [status.toUpperCase(), status]),
) as Record<Uppercase<MessageStatus>, MessageStatus>;
