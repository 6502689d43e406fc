// Proves that the laws are awake: each fixture names the path it stands at and the one law it breaks.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import laws from './laws.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = fileURLToPath(new URL('./fixtures/', import.meta.url));
const eslint = new ESLint({ cwd: root });

const fixtures = readdirSync(folder).map((file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const [, path] = /^\/\/ path: (.+)$/m.exec(text);
  const [, law] = /^\/\/ breaks: (.+)$/m.exec(text);
  return { name: file.replace('.ts', '').replaceAll('-', ' '), path, law, text };
});

async function brokenLaws(text, path) {
  const [result] = await eslint.lintText(text, { filePath: join(root, path) });
  return [...new Set(result.messages.map((message) => message.ruleId ?? message.message))];
}

describe('the laws of the architecture', () => {
  for (const { name, path, law, text } of fixtures) {
    it(law === 'nothing' ? `let pass: ${name}` : `refuse: ${name}`, async () => {
      assert.deepEqual(await brokenLaws(text, path), law === 'nothing' ? [] : [law]);
    });
  }

  it('refuse a file of more than 400 lines', async () => {
    const long = Array.from({ length: 401 }, (_, n) => `export const n${n} = ${n};`).join('\n');
    assert.deepEqual(await brokenLaws(`${long}\n`, 'libs/inbox/src/long.ts'), ['max-lines']);
  });

  it('each have a fixture that breaks them', () => {
    const covered = new Set(fixtures.map((fixture) => fixture.law));
    const uncovered = Object.keys(laws.rules).filter((rule) => !covered.has(`datacare/${rule}`));
    assert.deepEqual(uncovered, []);
  });
});
