// What is generated and committed must be what its generator writes today.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from '../start/root.mjs';
import { acceptanceProblems } from './acceptance.mjs';
import { combine, lastLinesOf, oneCheck } from './results.mjs';
import { runLogged } from './run.mjs';

/** Each generator has a `--check` that writes nothing and fails on a difference. */
const generators = [
  { name: 'package-lock.json', script: 'tools/start/complete-lock.mjs' },
  { name: 'apps/api/schema.graphql', script: 'tools/codegen/schema.mjs', needsDatabase: true },
  { name: 'console types', script: 'tools/codegen/codegen.mjs' },
  { name: 'migrations', script: 'database/run.mjs', program: 'drift.ts', needsDatabase: true },
  {
    name: 'docs/schema.md',
    script: 'database/run.mjs',
    program: 'describe.ts',
    needsDatabase: true,
  },
];

async function checkGenerator(context, { name, script, program, needsDatabase }) {
  const missing = [script, program && join(dirname(script), program)].find(
    (path) => path && !existsSync(inRoot(path)),
  );
  if (missing) return oneCheck(name, false, `${missing}, which generates it, does not exist.`);
  const env = needsDatabase ? (await context.services()).env : {};
  const args = [script, ...(program ? [program] : []), '--check'];
  const run = await runLogged(context, `drift-${name}`, 'node', args, { env });
  return oneCheck(`${name} differs`, run.code === 0, lastLinesOf(run.output, 12), run.log);
}

function checkAcceptance() {
  const file = inRoot('docs', 'acceptance.md');
  if (!existsSync(file)) return oneCheck('docs/acceptance.md', false, 'It does not exist.');
  const read = (path) =>
    existsSync(inRoot(path)) ? readFileSync(inRoot(path), 'utf8') : undefined;
  const problems = acceptanceProblems(readFileSync(file, 'utf8'), read);
  return oneCheck('docs/acceptance.md', problems.length === 0, problems.join('\n'));
}

export async function drift(context, update) {
  const results = [];
  for (const generator of generators) {
    update(generator.name);
    results.push(await checkGenerator(context, generator));
  }
  update('acceptance');
  results.push(checkAcceptance());
  return combine(results);
}
