import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, Kind, visit } from 'graphql';

const NUL = '\0';

/** Where a value holds a text or a key with the NUL character, as `input.name`; undefined when it holds none. */
export function pathOfNul(value: unknown): string | undefined {
  // A stack of its own: how deep a value goes is the sender's choice.
  const waiting: { value: unknown; path: string }[] = [{ value, path: '' }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path } = next;
    if (typeof next.value === 'string' && next.value.includes(NUL)) return path;
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const [key, item] of Object.entries(next.value)) {
      if (key.includes(NUL)) return path;
      waiting.push({ value: item, path: path ? `${path}.${key}` : key });
    }
  }
  return undefined;
}

const refusal = (place: string) =>
  new GraphQLError(`${place} holds a NUL character, which no text here can keep.`, {
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });

/** Postgres keeps no NUL in a text: such a request is told what to correct instead of failing inside. */
export const refuseNul: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ request, document }) => {
      const path = pathOfNul(request.variables);
      if (path !== undefined) throw refusal(path);
      visit(document, {
        [Kind.STRING]: (node) => {
          if (node.value.includes(NUL)) throw refusal('A text of the document');
        },
      });
    },
  }),
};
