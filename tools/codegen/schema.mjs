// Writes apps/api/schema.graphql from the api's code: starts it and asks it for its schema. `--check` only compares.
import {
  buildClientSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { fail, inRoot, Problem } from '../start/root.mjs';
import { writeOrCheck } from './generated-file.mjs';
import { withApi } from './product.mjs';

const header =
  '# Written by tools/codegen/schema.mjs from the resolvers; never edited by hand.\n\n';

async function introspect(url) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: getIntrospectionQuery({ inputValueDeprecation: true }) }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Problem(`The api refused to tell its schema: ${errors[0].message}`);
  return data;
}

try {
  const introspection = await withApi(introspect);
  const schema = lexicographicSortSchema(buildClientSchema(introspection));
  const text = `${header}${printSchema(schema)}\n`;
  writeOrCheck(inRoot('apps', 'api', 'schema.graphql'), text, 'node tools/codegen/schema.mjs');
} catch (error) {
  fail(error);
}
process.exit();
