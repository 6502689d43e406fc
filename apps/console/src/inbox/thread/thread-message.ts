import type {
  ContactCardFragment,
  EventPartsFragment,
  MediaPartsFragment,
  MessagePartsFragment,
  QuotedMessageFragment,
  TemplatePartsFragment,
} from '../../core/graphql/generated';

export type { AuthorKind, MessageDirection, MessageStatus } from '../../core/graphql/generated';

/** One message as the thread shows it. Times are ISO strings in UTC. */
export type ThreadMessage = MessagePartsFragment;
export type QuotedMessage = QuotedMessageFragment;
/** A file of a message; its addresses are signed for five minutes, sizes are bytes and pixels. */
export type MessageMedia = MediaPartsFragment;
/** Something that happened to the conversation: assigned, tagged, closed and the like. */
export type ThreadEvent = EventPartsFragment;
/** A template of the channel, as the account lists it. */
export type ThreadTemplate = TemplatePartsFragment;
export type ThreadContact = ContactCardFragment;
