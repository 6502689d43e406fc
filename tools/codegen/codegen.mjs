// Writes the console's types from the committed schema and its .graphql documents. `--check` only compares
// and fails on drift, which is what CI runs.
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

const root = join(import.meta.dirname, '../..');
const app = join(root, 'apps/console');
const target = join(app, 'src/core/graphql/generated/index.ts');

const config = {
  useTypeImports: true,
  enumType: 'string-literal',
  // A scalar left at `any` would slip through every check that follows.
  strictScalars: true,
  scalars: {
    ID: 'string',
    DateTime: 'string',
    JSON: 'unknown',
    MessageContent: '@datacare/cloud-api/content#MessageContent',
  },
  // Refusals are told apart by their typename, so it may be neither missing nor optional where it is asked for.
  skipTypename: true,
  documentMode: 'documentNode',
};

const documents = globSync('src/**/*.graphql', { cwd: app })
  .sort()
  .map((file) => ({
    location: file,
    document: parse(readFileSync(join(app, file), 'utf8'), { noLocation: true }),
  }));

const generated = await codegen({
  filename: target,
  schema: parse(readFileSync(join(root, 'apps/api/schema.graphql'), 'utf8')),
  documents,
  config,
  plugins: [{ operations: config }, { typedDocuments: config }],
  pluginMap: { operations, typedDocuments },
});
const text = `// Written by tools/codegen/codegen.mjs from apps/api/schema.graphql and src/**/*.graphql; never edited by hand.\n${generated}`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('The console types do not match the schema: run `npm run codegen` and commit.');
    process.exit(1);
  }
} else {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
