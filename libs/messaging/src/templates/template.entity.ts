import { defineEntity, p } from '@mikro-orm/core';
import { createdAtColumn, idColumn, newId } from '@datacare/platform';

/** A message form that Meta approved, read from the business account; the account is the source of truth. */
export const TemplateSchema = defineEntity({
  name: 'Template',
  tableName: 'template',
  properties: {
    id: idColumn(),
    businessAccountId: p.text(),
    metaId: p.text(),
    name: p.text(),
    language: p.text(),
    category: p.text(),
    /** Meta's status: APPROVED, PENDING, REJECTED, PAUSED … */
    status: p.text(),
    /** `NAMED` or `POSITIONAL`. */
    parameterFormat: p.text().default('POSITIONAL'),
    /** Components as Meta defines them. */
    components: p.json<Record<string, unknown>[]>(),
    qualityScore: p.text().nullable(),
    rejectedReason: p.text().nullable(),
    syncedAt: createdAtColumn(),
    /** No longer in the account; kept because sent messages refer to it. */
    removedAt: p.datetime().nullable(),
  },
  uniques: [
    {
      name: 'template_business_account_id_name_language_unique',
      properties: ['businessAccountId', 'name', 'language'],
    },
  ],
});
export class Template extends TemplateSchema.class {
  constructor(
    values: Pick<
      Template,
      'businessAccountId' | 'metaId' | 'name' | 'language' | 'category' | 'status' | 'components'
    >,
  ) {
    super();
    this.id = newId();
    Object.assign(this, values);
  }
}
TemplateSchema.setClass(Template);
