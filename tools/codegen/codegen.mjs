// Writes the console's types from the committed schema and its .graphql documents. `--check` only compares
// and fails on drift, which is what CI runs.
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { Kind, parse, print, visit } from 'graphql';

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
};

const documents = globSync('src/**/*.graphql', { cwd: app })
  .sort()
  .map((file) => ({
    location: file,
    document: parse(readFileSync(join(app, file), 'utf8'), { noLocation: true }),
  }));

const fragments = new Map(
  documents
    .flatMap(({ document }) => document.definitions)
    .filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
    .map((fragment) => [fragment.name.value, fragment]),
);

/** The fragments a definition needs, and those which they need. */
function neededBy(definition, needed = new Set()) {
  visit(definition, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (!fragment || needed.has(fragment)) return;
      needed.add(fragment);
      neededBy(fragment, needed);
    },
  });
  return needed;
}

/** Operations as the strings that are sent, which carry the types of what goes in and comes out. */
const operationTexts = {
  plugin: (_schema, files) => ({
    prepend: ["import type { TypedDocument } from '../typed-document';"],
    content: files
      .flatMap(({ document }) => document.definitions)
      .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
      .map((operation) => {
        const kind = operation.operation.charAt(0).toUpperCase() + operation.operation.slice(1);
        const name = operation.name.value;
        const parts = [operation, ...neededBy(operation)].map(print).join(' ');
        const text = JSON.stringify(parts.replace(/\s+/g, ' '));
        return `export const ${name}Document = ${text} as TypedDocument<${name}${kind}, ${name}${kind}Variables>;`;
      })
      .join('\n'),
  }),
};

const generated = await codegen({
  filename: target,
  schema: parse(readFileSync(join(root, 'apps/api/schema.graphql'), 'utf8')),
  documents,
  config,
  plugins: [{ operations: config }, { operationTexts: {} }],
  pluginMap: { operations, operationTexts },
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
