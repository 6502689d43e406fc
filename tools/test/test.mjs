// npm test: everything CI runs, from a clean clone. Ends with a line "N passed, N failed".
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say, seconds, step } from '../start/progress.mjs';
import { inRoot, Problem, root } from '../start/root.mjs';
import { claimRun } from '../start/runs.mjs';
import { onPackagedNode } from '../start/runtime.mjs';
import { onShutdown } from '../start/shutdown.mjs';
import { renderTable } from '../start/table.mjs';
import { drift } from './drift.mjs';
import { e2e } from './e2e.mjs';
import { flow } from './flow.mjs';
import { test } from './jest.mjs';
import { lint } from './lint.mjs';
import { parseOptions } from './options.mjs';
import { combine, describeFailures, oneCheck, summaryLine } from './results.mjs';
import { lazyServices } from './services.mjs';
import { typecheck } from './typecheck.mjs';

const limitMs = 60 * 60_000;
const phases = { lint, typecheck, drift, test, flow, e2e };

async function runPhase(name, context) {
  const started = Date.now();
  let result;
  try {
    result = await step(`Phase ${name}`, async (update) => {
      const outcome = await phases[name](context, update);
      update(summaryLine(outcome));
      if (outcome.failed) throw Object.assign(new Error(name), { outcome });
      return outcome;
    });
  } catch (error) {
    const detail = error instanceof Problem ? error.message : error.stack;
    result = error.outcome ?? oneCheck(`Phase ${name}`, false, detail);
    say(describeFailures(result));
  }
  return { ...result, name, ms: Date.now() - started };
}

async function main() {
  const options = parseOptions(process.argv.slice(2));
  if (!(await onPackagedNode(fileURLToPath(import.meta.url)))) return;
  process.chdir(root);
  const dataFolder = inRoot('.data', 'test');
  const logFolder = join(dataFolder, 'logs');
  mkdirSync(logFolder, { recursive: true });
  const closing = onShutdown();
  const run = claimRun(join(dataFolder, 'run.json'));
  closing.add(async () => run.release());
  const context = {
    ...options,
    dataFolder,
    logFolder,
    closing,
    deadline: Date.now() + limitMs,
    services: lazyServices({ dataFolder, logFolder, closing }),
  };
  const results = [];
  for (const name of options.phases) results.push(await runPhase(name, context));
  if (closing.signalled) return;
  await closing.run();
  const total = combine(results);
  const rows = results.map(({ name, passed, failed, ms }) => [name, passed, failed, seconds(ms)]);
  say('');
  say(renderTable('Phases', [['phase', 'passed', 'failed', 'time'], ...rows]));
  if (total.failed) say(`\nLogs: ${logFolder}`);
  say('');
  say(summaryLine(total));
  process.exit(total.failed ? 1 : 0);
}

main().catch((error) => {
  console.error(error instanceof Problem ? `✗ ${error.message}` : error);
  say(summaryLine({ passed: 0, failed: 1 }));
  process.exit(1);
});
