import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Refuses keys that could reach an object's prototype. */
function assertSafe(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(assertSafe);
  if (value === null || typeof value !== 'object') return;
  for (const key of Object.keys(value)) {
    if (UNSAFE_KEYS.has(key)) throw new TypeError(`The key ${key} is not allowed`);
    assertSafe((value as Record<string, unknown>)[key]);
  }
}

function fromLiteral(
  node: ValueNode,
  variables: Record<string, unknown> | null | undefined,
): unknown {
  switch (node.kind) {
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map((item) => fromLiteral(item, variables));
    case Kind.OBJECT: {
      const fields = node.fields.map(({ name, value }) => [
        name.value,
        fromLiteral(value, variables),
      ]);
      return Object.fromEntries(fields) as unknown;
    }
    case Kind.VARIABLE:
      return variables?.[node.name.value];
  }
}

function checked<T>(value: T): T {
  assertSafe(value);
  return value;
}

/** A JSON value; for what has no fixed shape, or a shape that another schema checks. */
export const jsonScalar = (name: string, description: string): GraphQLScalarType =>
  new GraphQLScalarType({
    name,
    description,
    serialize: (value) => value,
    parseValue: checked,
    parseLiteral: (node, variables) => checked(fromLiteral(node, variables)),
  });

export const JsonScalar = jsonScalar('JSON', 'Any JSON value.');
