import { describe, describeImport, parsePackage } from '../tree.mjs';
import { importRule } from './imports.mjs';

const doors = ['index', 'api', 'worker', 'testing'];

/** Inside a lib files are imported directly: going through the own door makes cycles. */
export default importRule(
  'a lib does not import its own door',
  ({ file: path, specifier, report }) => {
    const file = describe(path);
    if (!file.lib) return;
    if (parsePackage(specifier)?.lib === file.lib) {
      return report(`Import the file directly instead of @datacare/${file.lib}.`);
    }
    const target = describeImport(path, specifier);
    if (target?.lib !== file.lib) return;
    const isRoot = /^libs\/[^/]+\/src\/?$/.test(target.path) || target.path === file.workspace;
    if (isRoot || (target.inSource && doors.includes(target.inner) && file.side !== 'spec')) {
      report('Import the file directly instead of a door of its own lib.');
    }
  },
);
