import { globSync } from 'node:fs';
import { root } from '../start/root.mjs';
import { combine, fromTap, lastLinesOf, oneCheck } from './results.mjs';
import { runLogged } from './run.mjs';

/** ESLint, Prettier, and the tests of the tools, among them the proof that the architecture's laws bite. */
export async function lint(context, update) {
  const paths = context.only.length ? context.only : ['.'];
  update('eslint');
  const eslint = await runLogged(context, 'eslint', 'eslint', [
    ...paths,
    '--max-warnings',
    '0',
    '--cache',
    '--cache-location',
    '.cache/eslint/',
    '--no-error-on-unmatched-pattern',
  ]);
  update('prettier');
  const prettier = await runLogged(context, 'prettier', 'prettier', [
    '--check',
    ...paths,
    '--log-level',
    'warn',
    '--cache',
    '--cache-location',
    '.cache/prettier',
  ]);
  const results = [
    oneCheck('eslint', eslint.code === 0, lastLinesOf(eslint.output, 60), eslint.log),
    oneCheck('prettier', prettier.code === 0, lastLinesOf(prettier.output, 60), prettier.log),
  ];
  if (!context.only.length) {
    update('the laws and the tools');
    const files = globSync('tools/**/*.spec.mjs', { cwd: root });
    const args = ['--test', '--test-reporter=tap', ...files];
    const tools = await runLogged(context, 'tools', 'node', args);
    results.push(fromTap(tools.output, tools.log));
  }
  return combine(results);
}
