import { defineEntity, p } from '@mikro-orm/core';
import { createdAtColumn, idColumn, newId } from '@datacare/platform';
import { Contact } from './contact.entity';

/** That two contacts turned out to be one person, with what is needed to tell why and to take it back. */
export const ContactMergeSchema = defineEntity({
  name: 'ContactMerge',
  tableName: 'contact_merge',
  properties: {
    id: idColumn(),
    survivorId: () => p.manyToOne(Contact).mapToPk().joinColumn('survivor_id'),
    mergedId: () => p.manyToOne(Contact).mapToPk().joinColumn('merged_id'),
    reason: p.text(),
    /** The merged contact and its identities as they were. */
    before: p.json<Record<string, unknown>>(),
    createdAt: createdAtColumn(),
  },
  indexes: [
    { name: 'contact_merge_survivor_id_index', properties: ['survivorId'] },
    { name: 'contact_merge_merged_id_index', properties: ['mergedId'] },
  ],
});
export class ContactMerge extends ContactMergeSchema.class {
  constructor(values: {
    survivorId: string;
    mergedId: string;
    reason: string;
    before: Record<string, unknown>;
  }) {
    super();
    this.id = newId();
    this.survivorId = values.survivorId;
    this.mergedId = values.mergedId;
    this.reason = values.reason;
    this.before = values.before;
  }
}
ContactMergeSchema.setClass(ContactMerge);
