const kinds = { p: 'key', u: 'unique', f: 'reference', c: 'check' };

const cell = (text) => (text ?? '').replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (text) => (text ? `\`${cell(text)}\`` : '');

function describeTable(table, { columns, constraints, indexes }) {
  const of = (list) => list.filter((entry) => entry.table === table.name);
  const hasComments = of(columns).some((column) => column.comment);
  const rows = of(columns).map((column) => [
    code(column.name),
    cell(column.type),
    column.isNeeded ? 'yes' : '',
    code(column.default),
    ...(hasComments ? [cell(column.comment)] : []),
  ]);
  const head = ['column', 'type', 'needed', 'default', ...(hasComments ? ['meaning'] : [])];
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rules = [
    ...of(constraints).map((rule) => `- ${kinds[rule.kind]}: \`${rule.definition}\``),
    ...of(indexes).map((index) => {
      const [, isUnique, definition] =
        /^CREATE (UNIQUE )?INDEX \S+ ON (?:ONLY )?\S+ (.+)$/.exec(index.definition) ?? [];
      return `- ${isUnique ? 'unique ' : ''}index: \`${definition ?? index.definition}\``;
    }),
  ];
  return [
    `## ${table.name}`,
    ...(table.comment ? ['', table.comment] : []),
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    ...(rules.length ? ['', ...rules] : []),
    '',
  ].join('\n');
}

/** The database as a page: a section per table with its columns, keys, references, checks and indexes. */
export function describeSchema(found) {
  return [
    '# The database',
    '',
    'Written by `tools/codegen/schema-doc.mjs` from the migrated database; never edited by hand. Times are `timestamptz` in UTC, ids are uuid v7. The words are those of the [map](map.md).',
    '',
    `Tables: ${found.tables.map(({ name }) => `[${name}](#${name})`).join(', ')}.`,
    '',
    ...found.tables.map((table) => describeTable(table, found)),
  ].join('\n');
}
