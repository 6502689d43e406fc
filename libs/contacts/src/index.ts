export { Contact, ContactSchema } from './contacts/contact.entity';
export {
  ContactIdentity,
  ContactIdentitySchema,
  identityKinds,
  type IdentityKind,
} from './contacts/contact-identity.entity';
export { ContactMerge, ContactMergeSchema } from './contacts/contact-merge.entity';
export { ContactChanged, ContactsMerged } from './contacts.events';
export { ContactsModule } from './contacts.module';
