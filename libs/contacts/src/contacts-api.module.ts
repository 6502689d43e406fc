import { Module } from '@nestjs/common';
import { ContactResolver } from './contacts/contact.resolver';
import { ContactsModule } from './contacts.module';

/** Contacts over GraphQL. */
@Module({ imports: [ContactsModule], providers: [ContactResolver] })
export class ContactsApiModule {}
