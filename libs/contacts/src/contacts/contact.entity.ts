import { defineEntity, p } from '@mikro-orm/core';
import { createdAtColumn, idColumn, newId } from '@datacare/platform';

/** A person who writes to the business. */
export const ContactSchema = defineEntity({
  name: 'Contact',
  tableName: 'contact',
  properties: {
    id: idColumn(),
    /** Given by the team; a profile name from WhatsApp never overwrites it. */
    name: p.text().nullable(),
    /** What the person calls themselves on WhatsApp. */
    profileName: p.text().nullable(),
    /** BCP 47, e.g. `sw`. */
    language: p.text().nullable(),
    customFields: p.json<Record<string, unknown>>().defaultRaw("'{}'"),
    tags: p.array().default([]),
    /** Marketing consent: unknown until the person says so. */
    marketingConsent: p.enum(['unknown', 'given', 'withdrawn'] as const).default('unknown'),
    marketingConsentAt: p.datetime().nullable(),
    blockedAt: p.datetime().nullable(),
    /** The contact this one was joined into; it keeps the row so that old links still lead somewhere. */
    mergedIntoId: () => p.manyToOne(Contact).mapToPk().joinColumn('merged_into_id').nullable(),
    createdAt: createdAtColumn(),
    updatedAt: createdAtColumn(),
  },
  indexes: [
    {
      name: 'contact_merged_into_id_index',
      properties: ['mergedIntoId'],
      where: 'merged_into_id is not null',
    },
  ],
});
export class Contact extends ContactSchema.class {
  constructor(values: { name?: string; profileName?: string } = {}) {
    super();
    this.id = newId();
    this.name = values.name ?? null;
    this.profileName = values.profileName ?? null;
  }

  /** The name to show: the team's own, else the profile's, else nothing (the screen falls back to an identity). */
  displayName(): string | null {
    return this.name ?? this.profileName ?? null;
  }
}
ContactSchema.setClass(Contact);
