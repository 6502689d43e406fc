export { ContactsApiModule } from './contacts-api.module';
export { contactLoader } from './contacts/contact.loader';
export { ConsentState, ContactType } from './contacts/contact.type';
