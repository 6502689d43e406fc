import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeSchema } from './schema-text';
import { onScratchDatabase } from './scratch';

// Writes docs/schema.md from a migrated database and the entities' comments: node database/run.mjs describe.ts
// With --check it fails instead when the file is not up to date.
const root = join(import.meta.dirname, '../../..');
const target = join(root, 'docs/schema.md');
const files = globSync('libs/*/src/**/*.entity.ts', { cwd: root })
  .sort()
  .map((file) => join(root, file));

const text = await onScratchDatabase(async (orm) => {
  await orm.migrator.up();
  return describeSchema(orm, files);
});
if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
  console.log('docs/schema.md');
} else if (readFileSync(target, 'utf8') !== text) {
  console.error('docs/schema.md is not up to date: node database/run.mjs describe.ts');
  process.exitCode = 1;
} else {
  console.log('docs/schema.md is up to date.');
}
