import { IdentityModule } from '@datacare/identity';
import { Module } from '@nestjs/common';
import { ContactMergeService } from './contacts/contact-merge.service';
import { ContactResolution } from './contacts/contact-resolution.service';
import { ContactService } from './contacts/contact.service';

const services = [ContactMergeService, ContactResolution, ContactService];

/** Contacts, their identities and how they are found, joined and edited. */
@Module({ imports: [IdentityModule], providers: services, exports: services })
export class ContactsModule {}
