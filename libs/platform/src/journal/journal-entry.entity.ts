import { defineEntity, p } from '@mikro-orm/core';

/** The journal where no MongoDB is configured. */
export const JournalRowSchema = defineEntity({
  name: 'JournalRow',
  tableName: 'journal',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    kind: p.text(),
    at: p.datetime(),
    subjectId: p.text().nullable(),
    correlationId: p.text().nullable(),
    /** JSON text: a body that jsonb refuses must still be kept. */
    data: p.text(),
  },
  indexes: [
    { name: 'journal_at_index', properties: ['at'] },
    { name: 'journal_subject_id_at_index', properties: ['subjectId', 'at'] },
  ],
});
export class JournalRow extends JournalRowSchema.class {}
JournalRowSchema.setClass(JournalRow);
