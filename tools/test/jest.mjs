// The tests of the projects, one Jest run per project, counted from Jest's own report.
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../start/root.mjs';
import { combine, fromJest, lastLinesOf, oneCheck } from './results.mjs';
import { runLogged } from './run.mjs';

/** Every folder with a Jest configuration, lower libs before those that build on them; e2e is a phase of its own. */
export function jestProjects() {
  const found = globSync(
    ['libs/*/jest.config.mjs', 'database/jest.config.mjs', 'apps/*/jest.config.mjs'],
    {
      cwd: inRoot(),
    },
  ).map((file) => file.replaceAll('\\', '/').replace('/jest.config.mjs', ''));
  const rank = (path) => ['libs', 'database', 'apps'].indexOf(path.split('/')[0]);
  return found.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** Runs the tests of one project. */
export async function runJest(context, path, update, { env = {}, workers = 2 } = {}) {
  const report = join(context.logFolder, `${path.replaceAll('/', '-')}.json`);
  rmSync(report, { force: true });
  let suites = 0;
  const onLine = (line) => {
    if (/^(PASS|FAIL) /.test(line)) update(`${path}, ${(suites += 1)} suites`);
  };
  update(path);
  const flags = ['--ci', '--json', `--outputFile=${report}`, '--passWithNoTests'];
  const { code, output, log } = await runLogged(
    context,
    path,
    'node',
    [inRoot('node_modules', 'jest', 'bin', 'jest.js'), ...flags, `--maxWorkers=${workers}`],
    {
      cwd: inRoot(path),
      onLine,
      env: { NODE_OPTIONS: '--experimental-vm-modules --no-warnings', NODE_ENV: 'test', ...env },
    },
  );
  if (!existsSync(report)) return oneCheck(path, false, lastLinesOf(output, 20), log);
  const result = fromJest(JSON.parse(readFileSync(report, 'utf8')), log);
  const unexplained = code !== 0 && result.failed === 0;
  return unexplained
    ? combine([result, oneCheck(`${path}: Jest failed`, false, lastLinesOf(output, 20), log)])
    : result;
}

/** The unit, database, api and flow tests of the projects, on the services of this run. */
export async function test(context, update) {
  const services = await context.services();
  const projects = context.only.length ? context.only : jestProjects();
  const results = [];
  for (const path of projects) {
    results.push(await runJest(context, path, update, { env: services.env }));
  }
  return combine(results);
}
