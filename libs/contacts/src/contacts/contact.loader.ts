import { loaderOf, type GraphqlContext } from '@datacare/platform/api';
import type { ContactIdentity } from './contact-identity.entity';
import type { Contact } from './contact.entity';
import type { ContactService } from './contact.service';

const contact = Symbol('contact');
const identities = Symbol('identities of contact');

/** Contacts by id: one query for all that are asked for in one turn. */
export const contactLoader = (context: GraphqlContext, contacts: ContactService) =>
  loaderOf<Contact>(context, contact, async (ids) =>
    (await contacts.byIds(ids)).map((found) => found ?? undefined),
  );

/** Identities by contact, the last seen first. */
export const identitiesLoader = (context: GraphqlContext, contacts: ContactService) =>
  loaderOf<ContactIdentity[]>(context, identities, (ids) => contacts.identitiesOf(ids));
