import { apiSuffixes, describe, suffixes } from '../tree.mjs';

const governed = /^(libs\/[^/]+|apps\/(api|worker))$/;
const vague = /(^|-)(helpers?|managers?|utils?|utilities|misc|dtos?)$/;
const layers = [
  'dto',
  'dtos',
  'entities',
  'services',
  'resolvers',
  'controllers',
  'helpers',
  'utils',
  'common',
];

const inputOutput =
  /^(node:(fs|net|http|https|http2|dns|tls|child_process|worker_threads)(\/.*)?|undici|ioredis|bull|pg|mongoose|@nestjs\/bull)$/;
const managers = [
  'EntityManager',
  'SqlEntityManager',
  'EntityRepository',
  'InjectRepository',
  'MikroORM',
];

function nameProblem(file) {
  const unknown = file.suffixes.find((suffix) => !suffixes.includes(suffix));
  if (unknown) return `".${unknown}" is no role of the architecture: ${suffixes.join(', ')}.`;
  if (file.suffixes.length > 1) return 'A file has one role suffix at most.';
  if (vague.test(file.name)) return `"${file.name}" names no idea: name the file for what it does.`;
  const layer = file.inner
    .split('/')
    .slice(0, -1)
    .find((folder) => layers.includes(folder));
  if (layer) return `Folders are named for concepts, not for layers: "${layer}/".`;
  return undefined;
}

function importProblem(file, node) {
  const named = node.specifiers?.map((specifier) => specifier.imported?.name) ?? [];
  const manager = named.find((name) => managers.includes(name));
  if (apiSuffixes.includes(file.suffix) && manager) {
    return `A .${file.suffix} calls a service; it does not touch ${manager}.`;
  }
  if (file.suffix !== 'entity') return undefined;
  if (manager) return `An entity does no I/O: it does not touch ${manager}.`;
  if (inputOutput.test(node.source.value)) {
    return `An entity does no I/O: it does not import ${node.source.value}.`;
  }
  return undefined;
}

/** A file's suffix says its role, and the role says what it may contain. */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'suffixes are those of the architecture' },
    schema: [],
  },
  create(context) {
    const file = describe(context.filename);
    if (!file.inSource || !governed.test(file.workspace)) return {};
    return {
      Program(node) {
        const message = nameProblem(file);
        if (message) context.report({ node, loc: { line: 1, column: 0 }, message });
      },
      ImportDeclaration(node) {
        const message = file.side === 'spec' ? undefined : importProblem(file, node);
        if (message) context.report({ node, message });
      },
    };
  },
};
