import { createUnionType } from '@nestjs/graphql';
import { Refused, type Refusal } from '../errors/refusal';

// Constructors are contravariant in their parameters: `never` accepts every class.
type ClassOf<T> = abstract new (...parameters: never[]) => T;
type Method = (...parameters: unknown[]) => unknown;

/**
 * Turns exactly these refusals into members of the operation's result union; any other stays an error.
 * It must name what the union names.
 */
export function Refuses(...refusals: ClassOf<Refusal>[]): MethodDecorator {
  return (_target, _name, descriptor: PropertyDescriptor) => {
    const method = descriptor.value as Method;
    const wrapped = async function (this: unknown, ...parameters: unknown[]): Promise<unknown> {
      try {
        return await method.apply(this, parameters);
      } catch (error) {
        if (
          error instanceof Refused &&
          refusals.some((refusal) => error.refusal instanceof refusal)
        )
          return error.refusal;
        throw error;
      }
    };
    // Decorators nearer to the method have left their notes on it.
    for (const key of Reflect.getMetadataKeys(method)) {
      Reflect.defineMetadata(key, Reflect.getMetadata(key, method), wrapped);
    }
    descriptor.value = wrapped;
  };
}

/** `name = success type | refusals`: the result of a mutation. The first member is the success. */
export function resultUnion(name: string, members: () => ClassOf<object>[]): object {
  return createUnionType({
    name,
    description: 'What came of it: the first member, or the refusal that tells why not.',
    types: members as () => never,
    resolveType: (value: object) =>
      members().find((member) => value instanceof member) ?? members()[0],
  }) as object;
}
