export { ContactChanged, ContactsMerged } from './contacts.events';
export { contactsEntities } from './entities';
export { ContactsModule } from './contacts.module';
export {
  ContactIdentity,
  ContactIdentitySchema,
  identityKinds,
} from './contacts/contact-identity.entity';
export type { IdentityKind } from './contacts/contact-identity.entity';
export { ContactMerge, ContactMergeSchema } from './contacts/contact-merge.entity';
export { ContactMergeService } from './contacts/contact-merge.service';
export { ContactResolution, type Resolved } from './contacts/contact-resolution.service';
export { Contact, ContactSchema } from './contacts/contact.entity';
export { ContactService, type ContactChange } from './contacts/contact.service';
export type { PersonRef } from './contacts/identity-book';
export { displayPhone, maskedPhone, normalisePhone, normaliseWaId } from './contacts/phone-number';
