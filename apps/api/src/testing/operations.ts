import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';

/** A place in the arguments of an operation that takes text, an id or JSON. */
export interface Place {
  operation: string;
  /** e.g. `input.clientKey` */
  path: string;
  isJson: boolean;
  document: string;
  /** Variables that fit the schema, with `value` at this place and what is `known` by the name of a field elsewhere. */
  variables(value: unknown, known: Known): Record<string, unknown>;
}

const schema = buildSchema(
  readFileSync(join(import.meta.dirname, '..', '..', 'schema.graphql'), 'utf8'),
);
/** Values for fields, by operation and name (`contact id`) or by name alone (`contactId`). */
export type Known = Readonly<Record<string, unknown>>;

const json = new Set(['JSON', 'MessageContent']);
const text = new Set(['ID', 'String', ...json]);

/** A value of the type that the schema lets through. */
function fitting(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return fitting(type.ofType);
  if (isListType(type)) return [fitting(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (type.name === 'Int') return 1;
  if (type.name === 'Boolean') return true;
  if (type.name === 'MessageContent') return { type: 'text', text: { body: 'Habari' } };
  return type.name === 'ID' ? '0198a000-0000-7000-8000-000000000000' : 'plain';
}

/** A value that the schema lets through, and the operation too where it is known. */
function filled(type: GraphQLInputType, operation: string, name: string, known: Known): unknown {
  const inner = isNonNullType(type) ? type.ofType : type;
  const value = known[`${operation} ${name}`] ?? known[name];
  if (value !== undefined) return value;
  if (!isInputObjectType(inner)) return fitting(inner);
  const fields = Object.values(inner.getFields());
  return Object.fromEntries(
    fields.map((field) => [field.name, filled(field.type, operation, field.name, known)]),
  );
}

/** The paths below an argument at which text, an id or JSON stands. */
function pathsOf(type: GraphQLInputType, path: string): { path: string; isJson: boolean }[] {
  if (isNonNullType(type) || isListType(type)) return pathsOf(type.ofType, path);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).flatMap((field) =>
      pathsOf(field.type, `${path}.${field.name}`),
    );
  return text.has(type.name) ? [{ path, isJson: json.has(type.name) }] : [];
}

function put(target: Record<string, unknown>, path: string, value: unknown): void {
  const [name, ...rest] = path.split('.') as [string, ...string[]];
  if (rest.length > 0) put(target[name] as Record<string, unknown>, rest.join('.'), value);
  else target[name] = Array.isArray(target[name]) ? [value] : value;
}

function placesOf(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): Place[] {
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = isCompositeType(getNamedType(field.type)) ? '{ __typename }' : '';
  const document = `${kind} (${declared}) { ${field.name}(${given}) ${selection} }`;
  return field.args.flatMap((argument) =>
    pathsOf(argument.type, argument.name).map(({ path, isJson }) => ({
      operation: field.name,
      path,
      isJson,
      document,
      variables: (value: unknown, known: Known) => {
        const variables = Object.fromEntries(
          field.args.map(({ name, type }) => [name, filled(type, field.name, name, known)]),
        );
        put(variables, path, value);
        return variables;
      },
    })),
  );
}

/** Every such place of every query and mutation of the schema. */
export const places: Place[] = [
  ...Object.values(schema.getQueryType()!.getFields()).flatMap((field) => placesOf('query', field)),
  ...Object.values(schema.getMutationType()!.getFields()).flatMap((field) =>
    placesOf('mutation', field),
  ),
];
