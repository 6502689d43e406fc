import { describe, describeImport, levels, parsePackage } from '../tree.mjs';
import { importRule } from './imports.mjs';

/** A lib imports lower levels only, never its own level, an app, or (except in a test) the database folder. */
export default importRule('libs import lower levels only', ({ file: path, specifier, report }) => {
  const file = describe(path);
  if (!file.lib) return;
  if (file.level === undefined) {
    return report(`libs/${file.lib} has no level yet: give it one in tools/eslint/tree.mjs.`);
  }
  const byPath = describeImport(path, specifier);
  const target = parsePackage(specifier)?.lib ?? byPath?.lib;
  if (!target || target === file.lib) return;
  if (target === 'database') {
    if (file.side !== 'spec') report('Only a test of a lib may import @datacare/database.');
    return;
  }
  const level = levels[target];
  if (level === undefined) return report(`@datacare/${target} is not a lib a lib may import.`);
  if (level >= file.level) {
    report(
      `libs/${file.lib} (level ${file.level}) must not import ${target} (level ${level}): calls go down, news goes up as events.`,
    );
  }
});
