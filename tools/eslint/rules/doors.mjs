import { describe, describeImport, parsePackage } from '../tree.mjs';
import { importRule } from './imports.mjs';

const doors = ['index', 'api', 'worker', 'testing'];
const tests = ['spec', 'testing'];
const testWorkspaces = ['apps/simulator', 'e2e', 'tools'];

const mayOpen = {
  index: () => true,
  content: () => true,
  api: (file) =>
    file.workspace === 'apps/api' ||
    tests.includes(file.side) ||
    testWorkspaces.includes(file.workspace) ||
    (file.lib !== undefined && file.side === 'api'),
  worker: (file) =>
    file.workspace === 'apps/worker' ||
    tests.includes(file.side) ||
    testWorkspaces.includes(file.workspace),
  testing: (file) => tests.includes(file.side) || testWorkspaces.includes(file.workspace),
};

const reasons = {
  api: 'only apps/api and api-side files of libs above',
  worker: 'only apps/worker',
  testing: 'only tests, testing files and the simulator',
};

/** A lib is entered through one of its doors, each by those the architecture names. */
export default importRule(
  'libs are entered through their doors',
  ({ file: path, specifier, report }) => {
    const file = describe(path);
    const byPath = describeImport(path, specifier);
    if (byPath && byPath.workspace !== file.workspace && /^(libs|apps)\//.test(byPath.workspace)) {
      return report(`Enter ${byPath.workspace} through its package, not by a path.`);
    }
    const target = parsePackage(specifier);
    if (!target || target.lib === file.lib) return;
    if (file.workspace === 'apps/console') {
      if (target.lib === 'cloud-api' && target.door === 'content') return;
      return report('The console imports nothing but @datacare/cloud-api/content.');
    }
    const isDoor =
      doors.includes(target.door) || (target.lib === 'cloud-api' && target.door === 'content');
    if (!isDoor) return report(`@datacare/${target.lib} has no door "${target.door}".`);
    if (!mayOpen[target.door](file)) {
      report(`@datacare/${target.lib}/${target.door} may be imported by ${reasons[target.door]}.`);
    }
  },
);
