import { parseArgs } from 'node:util';
import { Problem } from '../start/root.mjs';

export const phaseNames = ['lint', 'typecheck', 'drift', 'test', 'flow', 'e2e'];

/**
 * `--only libs/messaging` (repeatable) keeps to these projects, `--phase lint` (repeatable) to these phases.
 * What belongs to no single project (drift, flow, e2e) is left out with `--only`, unless it is asked for.
 */
export function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', multiple: true, default: [] },
      phase: { type: 'string', multiple: true, default: [] },
    },
  });
  const only = values.only.map((path) => path.replace(/^\.\//, '').replace(/\/$/, ''));
  const asked = values.phase.flatMap((names) => names.split(','));
  const unknown = asked.find((name) => !phaseNames.includes(name));
  if (unknown) throw new Problem(`There is no phase "${unknown}": ${phaseNames.join(', ')}.`);
  const all = only.length ? ['lint', 'typecheck', 'test'] : phaseNames;
  return { only, phases: asked.length ? phaseNames.filter((name) => asked.includes(name)) : all };
}
