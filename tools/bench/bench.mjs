// `npm run bench`: measures the product against the floors of the same run and writes docs/benchmarks.md.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
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
const document = join(root, 'docs/benchmarks.md');
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

const sections = new Map(readSections());
let isComplete = true;
for (const [name, { title, measure }] of Object.entries(parts)) {
  if (options.only && !options.only.includes(name)) continue;
  console.log(`\n${title} …`);
  // A fresh database for each part: one part's data is not another's load.
  const ground = await startGround();
  try {
    const load = loadavg()[0].toFixed(1);
    const rows = await measure(ground, options);
    console.log(table(rows));
    const when = `Measured on ${new Date().toISOString().slice(0, 10)}; load average of the machine before: ${load}.`;
    sections.set(title, `${when}\n\n${table(rows)}`);
  } catch (error) {
    isComplete = false;
    console.error(error);
  } finally {
    await ground.close();
  }
}
if (isComplete && !options.isQuick) {
  const text = [introduction(), ...[...sections].map(([title, body]) => `## ${title}\n\n${body}`)];
  const style = { ...(await resolveConfig(document)), parser: 'markdown' };
  writeFileSync(document, await format(text.join('\n\n'), style));
  console.log(`\nWritten to ${document}`);
}
process.exit(isComplete ? 0 : 1);

/** The sections of the last runs, by title: a run of some parts replaces theirs and keeps the others. */
function readSections() {
  if (!existsSync(document)) return [];
  const [, ...found] = readFileSync(document, 'utf8').split(/^## /m);
  return found.map((section) => {
    const end = section.indexOf('\n');
    return [section.slice(0, end), section.slice(end).trim()];
  });
}

function introduction() {
  return `# Benchmarks

Written by \`npm run bench\`; \`npm run bench -- --only sending\` repeats one part. ${machine()} Times on a shared machine vary; the ratios against a floor of the same run are what to compare.`;
}
