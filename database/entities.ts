import { contactsEntities } from '@datacare/contacts';
import { identityEntities } from '@datacare/identity';
import { inboxEntities } from '@datacare/inbox';
import { messagingEntities } from '@datacare/messaging';
import { platformEntities } from '@datacare/platform';

/** Every table of the product, lower libs first. */
export const entities = [
  ...platformEntities,
  ...identityEntities,
  ...contactsEntities,
  ...messagingEntities,
  ...inboxEntities,
];
