import { Contact, ContactIdentity, ContactMerge } from '@datacare/contacts';
import { identityEntities } from '@datacare/identity';
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
import { inboxEntities } from '../entities';

/** Every table that this lib's tests touch. */
export const testEntities = [
  ...platformEntities,
  ...identityEntities,
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
  ...inboxEntities,
];
