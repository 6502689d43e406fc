import { Module } from '@nestjs/common';
import { ContactsModule } from './contacts.module';

/** Contacts in the worker: found and joined by the libs above. */
@Module({ imports: [ContactsModule], exports: [ContactsModule] })
export class ContactsWorkerModule {}
