import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type ASTVisitor,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** Tokens that one document may have. */
export const MAX_TOKENS = 2_000;
/** Bytes of one GraphQL request. */
export const MAX_BODY_BYTES = 256 * 1024;
/** Bytes of one frame on the socket. */
export const MAX_FRAME_BYTES = 64 * 1024;

/** Fields that may stand once in a request: each call costs a password check. */
const ONCE_PER_REQUEST = new Set(['login', 'refreshSession', 'changePassword']);

function oncePerRequest(context: ValidationContext): ASTVisitor {
  const seen = new Set<string>();
  return {
    [Kind.FIELD]: (node) => {
      if (!ONCE_PER_REQUEST.has(node.name.value)) return;
      if (seen.has(node.name.value)) {
        context.reportError(
          new GraphQLError(`${node.name.value} may be asked once in a request.`, { nodes: node }),
        );
      }
      seen.add(node.name.value);
    },
  };
}

const NODE_KINDS: ReadonlySet<string> = new Set(Object.values(Kind));

type Visit = (this: object, ...parameters: unknown[]) => unknown;

/** The armour's rules throw what they find; a validation rule has to report it, or the client is told of a fault. */
function reporting(rule: (context: ValidationContext) => object): ValidationRule {
  return (context) => {
    const visitor = rule(context);
    const guarded =
      (visit: Visit): Visit =>
      (...parameters) => {
        try {
          return visit.apply(visitor, parameters);
        } catch (error) {
          context.reportError(
            error instanceof GraphQLError ? error : new GraphQLError(String(error)),
          );
          return undefined;
        }
      };
    const guardedMember = (member: unknown): unknown => {
      if (typeof member === 'function') return guarded(member as Visit);
      const { enter, leave } = member as { enter?: Visit; leave?: Visit };
      return {
        ...(enter ? { enter: guarded(enter) } : {}),
        ...(leave ? { leave: guarded(leave) } : {}),
      };
    };
    const kinds = Object.entries(visitor).filter(([kind]) => NODE_KINDS.has(kind));
    return Object.fromEntries(
      kinds.map(([kind, member]) => [kind, guardedMember(member)]),
    ) as ASTVisitor;
  };
}

/** The rules every document is held to, over HTTP and over the socket alike. */
export function graphqlLimits(options: { allowIntrospection: boolean }): ValidationRule[] {
  const rules: ValidationRule[] = [
    // A fragment is a way of writing, not a level: counted as one, it would punish documents that share their parts.
    reporting(maxDepthRule({ n: 10, flattenFragments: true, exposeLimits: true })),
    reporting(maxAliasesRule({ n: 15, exposeLimits: true })),
    reporting(maxDirectivesRule({ n: 50, exposeLimits: true })),
    reporting(costLimitRule({ maxCost: 5_000, flattenFragments: true, exposeLimits: true })),
    oncePerRequest,
  ];
  return options.allowIntrospection ? rules : [...rules, NoSchemaIntrospectionCustomRule];
}
