import { contactsEntities } from '@datacare/contacts';
import { identityEntities } from '@datacare/identity';
import { messagingEntities } from '@datacare/messaging';
import { platformEntities } from '@datacare/platform';
import { inboxEntities } from '../entities';

/** Every table that this lib's tests touch. */
export const testEntities = [
  ...platformEntities,
  ...identityEntities,
  ...contactsEntities,
  ...messagingEntities,
  ...inboxEntities,
];
