import { Module } from '@nestjs/common';

/** Contacts, their identities and how they are found, joined and edited. */
@Module({ providers: [], exports: [] })
export class ContactsModule {}
