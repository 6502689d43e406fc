import { Contact, ContactIdentity, ContactMerge } from '@datacare/contacts';
import { Member, Session, Team, TeamMember } from '@datacare/identity';
import { Conversation, ConversationEvent } from '@datacare/inbox';
import {
  Channel,
  DailyReach,
  Media,
  Message,
  Reaction,
  SendAttempt,
  Template,
  Thread,
  WebhookEvent,
} from '@datacare/messaging';
import { platformEntities } from '@datacare/platform';

/** Every table of the product, lower libs first. */
export const entities = [
  ...platformEntities,
  Member,
  Team,
  TeamMember,
  Session,
  Contact,
  ContactIdentity,
  ContactMerge,
  Channel,
  Thread,
  Message,
  Reaction,
  Media,
  Template,
  SendAttempt,
  DailyReach,
  WebhookEvent,
  Conversation,
  ConversationEvent,
];
