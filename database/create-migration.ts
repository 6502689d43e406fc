import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onScratchDatabase, statements } from './scratch';

const folder = join(import.meta.dirname, '../../migrations');

const className = (file: string) =>
  file
    .replace(/^\d+-/, '')
    .replace(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());

function method(name: string, sql: string): string {
  const lines = statements(sql).map(
    (statement) => `    this.addSql(\`${statement.replace(/[`\\$]/g, '\\$&')}\`);\n`,
  );
  return `  override ${name}(): void {\n${lines.join('')}  }\n`;
}

/** Lists every migration of the folder in `migrations/index.ts`. */
function writeList(): void {
  const files = readdirSync(folder)
    .filter((file) => /^\d+-.*\.ts$/.test(file))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
  const lines = [
    '// Written by create-migration.mjs: the migrations in the order in which they run.',
    "import type { MigrationObject } from '@mikro-orm/core';",
    ...files.map((file) => `import { ${className(file)} } from './${file}';`),
    '',
    'export const migrations: MigrationObject[] = [',
    ...files.map((file) => `  { name: '${file}', class: ${className(file)} },`),
    '];',
    '',
  ];
  writeFileSync(join(folder, 'index.ts'), lines.join('\n'));
}

const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9-]*$/.test(name)) {
  throw new Error(
    'Say what the migration does: node database/create-migration.mjs add-conversation-topic',
  );
}

const diff = await onScratchDatabase(async (orm) => {
  await orm.migrator.up();
  return orm.schema.getUpdateSchemaMigrationSQL({ wrap: false });
});
if (statements(diff.up).length === 0) {
  console.log('The migrations already lead to the entities: nothing to write.');
} else {
  const number = readdirSync(folder).filter((file) => /^\d+-/.test(file)).length + 1;
  const file = `${String(number).padStart(4, '0')}-${name}`;
  const source = `import { Migration } from '@mikro-orm/migrations';

export class ${className(file)} extends Migration {
${method('up', diff.up)}
${method('down', diff.down)}}
`;
  writeFileSync(join(folder, `${file}.ts`), source);
  writeList();
  console.log(`database/migrations/${file}.ts`);
}
