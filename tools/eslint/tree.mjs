// What the architecture says about a file, read from its path alone: no project graph, so bare eslint knows it too.
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A lib may import lower levels only; libs of one level never import each other. */
export const levels = {
  platform: 0,
  'cloud-api': 0,
  language: 0,
  identity: 1,
  contacts: 2,
  messaging: 3,
  inbox: 4,
  campaigns: 4,
  automation: 5,
  integrations: 6,
  insights: 6,
};

export const coreSuffixes = ['entity', 'service', 'events', 'refusals', 'queue', 'module'];
export const apiSuffixes = ['type', 'input', 'resolver', 'controller', 'loader'];
export const workerSuffixes = ['processor', 'handler', 'schedule'];
export const suffixes = [...coreSuffixes, ...apiSuffixes, ...workerSuffixes];

const doorSides = { index: 'core', content: 'core', api: 'api', worker: 'worker' };
const suffixSides = Object.fromEntries([
  ...apiSuffixes.map((suffix) => [suffix, 'api']),
  ...workerSuffixes.map((suffix) => [suffix, 'worker']),
]);

/** `message.service.db.spec` → its name, role suffixes and whether it is a test. */
export function parseName(stem) {
  const [name, ...rest] = stem.split('.');
  const isSpec = rest.at(-1) === 'spec';
  if (isSpec) rest.pop();
  if (isSpec && ['db', 'api', 'flow'].includes(rest.at(-1))) rest.pop();
  return { name, suffixes: rest, isSpec };
}

function sideOf(path, { name, suffixes: [suffix], isSpec }) {
  if (isSpec) return 'spec';
  if (path === 'testing' || /(^|\/)(testing|fakes?)\//.test(path)) return 'testing';
  if (!path.includes('/') && !suffix && doorSides[name]) return doorSides[name];
  if (suffix === 'module' && /(^|-)api$/.test(name)) return 'api';
  if (suffix === 'module' && /(^|-)worker$/.test(name)) return 'worker';
  return suffixSides[suffix] ?? 'core';
}

/**
 * Describes a file by its absolute path, with or without its extension: the workspace it belongs to (`libs/inbox`,
 * `apps/api`, `e2e`), the lib and its level, the path below `src/`, its role suffix and its side.
 */
export function describe(file) {
  const path = relative(root, file).split(sep).join('/');
  const [group, project, ...below] = path.split('/');
  const inProject = group === 'libs' || group === 'apps';
  const inSource = inProject && below[0] === 'src' && below.length > 1;
  const inner = (inSource ? below.slice(1).join('/') : '').replace(/(\.d)?\.[cm]?[jt]sx?$/, '');
  const parsed = parseName(inner.split('/').at(-1));
  const isSpec = parsed.isSpec || /\.spec\.[cm]?[jt]s$/.test(path);
  return {
    path,
    workspace: inProject ? `${group}/${project}` : group,
    lib: group === 'libs' ? project : undefined,
    level: group === 'libs' ? levels[project] : undefined,
    inSource,
    inner,
    name: parsed.name,
    suffix: parsed.suffixes[0],
    suffixes: parsed.suffixes,
    side: inSource ? sideOf(inner, parsed) : isSpec ? 'spec' : 'outside',
  };
}

/** The file a relative import points at, described as `describe` does; undefined for packages. */
export function describeImport(fromFile, specifier) {
  if (!specifier.startsWith('.')) return undefined;
  return describe(join(dirname(fromFile), specifier));
}

/** `@datacare/inbox/api` → `{ lib: 'inbox', door: 'api' }`; undefined for other packages. */
export function parsePackage(specifier) {
  const match = /^@datacare\/([^/]+)(?:\/(.+))?$/.exec(specifier);
  return match ? { lib: match[1], door: match[2] ?? 'index' } : undefined;
}
