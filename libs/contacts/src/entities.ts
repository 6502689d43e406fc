import { ContactIdentity } from './contacts/contact-identity.entity';
import { ContactMerge } from './contacts/contact-merge.entity';
import { Contact } from './contacts/contact.entity';

/** The tables of this lib. */
export const contactsEntities = [Contact, ContactIdentity, ContactMerge];
