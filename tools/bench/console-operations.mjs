// The console's own documents: what is measured is what its screens ask for.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print, separateOperations } from 'graphql';

const sources = join(import.meta.dirname, '..', '..', 'apps/console/src');
const documents = globSync('**/*.graphql', { cwd: sources }).map((file) =>
  readFileSync(join(sources, file), 'utf8'),
);
const operations = separateOperations(parse(documents.join('\n')));

/** The named operation with the fragments that it uses. */
export const operation = (name) => print(operations[name]);
