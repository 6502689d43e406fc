import { describe, describeImport } from '../tree.mjs';
import { importRule } from './imports.mjs';

const allowed = {
  core: ['core'],
  api: ['core', 'api'],
  worker: ['core', 'worker'],
};

/** Core knows neither side, the api and worker sides never meet, and nothing shipped imports tests. */
export default importRule(
  'core, api and worker files keep apart',
  ({ file: path, specifier, report }) => {
    const file = describe(path);
    const target = describeImport(path, specifier);
    if (!file.lib || !target?.inSource || target.lib !== file.lib || !allowed[file.side]) return;
    if (!allowed[file.side].includes(target.side)) {
      const hint = file.suffix === 'module' ? ` Name the module …-${target.side}.module.` : '';
      report(`A ${file.side} file must not import the ${target.side} file ${target.inner}.${hint}`);
    }
  },
);
