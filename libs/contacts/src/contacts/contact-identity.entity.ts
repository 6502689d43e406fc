import { defineEntity, p } from '@mikro-orm/core';
import { createdAtColumn, idColumn, newId } from '@datacare/platform';
import { Contact } from './contact.entity';

export const identityKinds = ['phone', 'bsuid', 'parent_bsuid', 'username'] as const;
export type IdentityKind = (typeof identityKinds)[number];

/** One way in which WhatsApp names a person. A phone number may be missing; a username may move to somebody else. */
export const ContactIdentitySchema = defineEntity({
  name: 'ContactIdentity',
  tableName: 'contact_identity',
  properties: {
    id: idColumn(),
    contactId: () => p.manyToOne(Contact).mapToPk().joinColumn('contact_id').deleteRule('cascade'),
    kind: p.enum(identityKinds),
    /** Business account that a business-scoped id belongs to; empty for phones and usernames. */
    scope: p.text().default(''),
    /** Phone: digits of E.164 without plus. Ids: exactly as Meta writes them. Username: without @. */
    value: p.text(),
    createdAt: createdAtColumn(),
    lastSeenAt: createdAtColumn(),
  },
  uniques: [
    { name: 'contact_identity_kind_scope_value_unique', properties: ['kind', 'scope', 'value'] },
  ],
  indexes: [{ name: 'contact_identity_contact_id_index', properties: ['contactId'] }],
});
export class ContactIdentity extends ContactIdentitySchema.class {
  constructor(values: { contactId: string; kind: IdentityKind; value: string; scope?: string }) {
    super();
    this.id = newId();
    this.contactId = values.contactId;
    this.kind = values.kind;
    this.value = values.value;
    this.scope = values.scope ?? '';
  }
}
ContactIdentitySchema.setClass(ContactIdentity);
