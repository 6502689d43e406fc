// `npm run bench`: measures the product against the floors of the same run and writes docs/benchmarks.md.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { machine, table } from './figures.mjs';
import { measureConsole } from './console.mjs';
import { measureLive } from './live.mjs';
import { measurePages } from './pages.mjs';
import { measureSending } from './sending.mjs';
import { readOptions } from './settings.mjs';
import { startGround } from './stack.mjs';
import { measureWebhooks } from './webhooks.mjs';

const root = join(import.meta.dirname, '..', '..');
const parts = {
  webhooks: { title: 'The way in', measure: measureWebhooks },
  sending: { title: 'The way out', measure: measureSending },
  live: { title: 'From webhook to screen', measure: measureLive },
  console: { title: 'The console', measure: measureConsole },
  pages: { title: 'Lists and threads', measure: measurePages },
};

const options = readOptions(process.argv.slice(2));
const unknown = options.only?.find((name) => !(name in parts));
if (unknown) {
  console.error(`There is no part ${unknown}: take ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
const built = spawnSync('nx', ['run-many', '-t', 'build', '--outputStyle=static'], {
  cwd: root,
  encoding: 'utf8',
});
if (built.status !== 0) {
  console.error(built.stdout, built.stderr);
  process.exit(1);
}

const sections = [];
let isComplete = true;
for (const [name, { title, measure }] of Object.entries(parts)) {
  if (options.only && !options.only.includes(name)) continue;
  console.log(`\n${title} …`);
  // A fresh database for each part: one part's data is not another's load.
  const ground = await startGround();
  try {
    const rows = await measure(ground, options);
    console.log(table(rows));
    sections.push(`## ${title}\n\n${table(rows)}`);
  } catch (error) {
    isComplete = false;
    console.error(error);
  } finally {
    await ground.close();
  }
}
if (isComplete && !options.only && !options.isQuick) {
  const path = join(root, 'docs/benchmarks.md');
  const text = `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}. ${machine()} Times on a shared machine vary; the ratios against a floor of the same run are what to compare.

${sections.join('\n\n')}
`;
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), parser: 'markdown' }));
  console.log(`\nWritten to ${path}`);
}
process.exit(isComplete ? 0 : 1);
