import type { MikroORM } from '@mikro-orm/postgresql';
import { type ColumnRow, type IndexRow, readLiveSchema } from './live-schema';
import { type EntityDoc, readEntityDocs } from './schema-docs';

const intro = `# The database

Written by \`node database/run.mjs describe.ts\` from the live schema and the entities' comments; do not edit.
Times are \`timestamptz\` in UTC. Ids are UUIDs of version 7, so rows made later sort later.
`;

/** What a column of this kind always means. */
function usualPurpose({ name, type, refersTo }: ColumnRow): string {
  if (name === 'id')
    return type === 'uuid' ? 'Identifies the row.' : 'Identifies the row; counts up.';
  if (name === 'created_at') return 'When the row was made.';
  if (name === 'updated_at') return 'When the row was last changed.';
  if (refersTo) {
    const role = name.replace(/_id$/, '').replaceAll('_', ' ');
    return role === refersTo.replaceAll('_', ' ') ? `The ${role}.` : `The ${role}, a ${refersTo}.`;
  }
  const words = name.replaceAll('_', ' ').replace(/^\w/, (letter) => letter.toUpperCase());
  return type.startsWith('timestamp') ? `${words}: when.` : `${words}.`;
}

const cell = (text: string) => text.replaceAll('|', '\\|');

function columnLine(column: ColumnRow, doc: string | undefined): string {
  const facts = [
    column.isNullable ? 'optional' : '',
    column.refersTo ? `→ ${column.refersTo}` : '',
    column.default && !column.default.startsWith('nextval') ? `default \`${column.default}\`` : '',
  ].filter(Boolean);
  const purpose = doc || usualPurpose(column);
  return `| \`${column.name}\` | ${column.type} | ${cell(facts.join(', '))} | ${cell(purpose)} |`;
}

function tableText(
  table: string,
  columns: ColumnRow[],
  indexes: IndexRow[],
  doc: EntityDoc | undefined,
  propertyOf: Map<string, string>,
): string {
  const lines = columns.map((column) =>
    columnLine(column, doc?.properties.get(propertyOf.get(column.name) ?? '')),
  );
  return [
    `## ${table}`,
    '',
    doc?.purpose ?? '',
    '',
    '| column | type | | purpose |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
    'Indexes:',
    '',
    ...indexes.map(({ name, definition }) => `- \`${name}\`: \`${definition}\``),
    '',
  ].join('\n');
}

/** The schema of a migrated database as a document, with every table and column and what it is for. */
export async function describeSchema(orm: MikroORM, entityFiles: string[]): Promise<string> {
  const { columns, indexes } = await readLiveSchema(orm);
  const docs = new Map(entityFiles.flatMap(readEntityDocs));
  const metadata = [...orm.getMetadata().getAll().values()];
  const tables = [...new Set(columns.map(({ table }) => table))];
  const texts = tables.map((table) => {
    const meta = metadata.find(({ tableName }) => tableName === table);
    const properties = Object.values(meta?.properties ?? {}).flatMap(({ name, fieldNames }) =>
      (fieldNames ?? []).map((field): [string, string] => [field, name]),
    );
    return tableText(
      table,
      columns.filter((column) => column.table === table),
      indexes.filter((index) => index.table === table),
      docs.get(meta?.className ?? ''),
      new Map(properties),
    );
  });
  return [intro, ...texts].join('\n');
}
