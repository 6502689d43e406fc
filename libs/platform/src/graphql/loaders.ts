import DataLoader from 'dataloader';
import type { GraphqlContext } from './graphql-context';

const loaders = new WeakMap<object, Map<unknown, DataLoader<string, unknown>>>();

/**
 * The loader of this request for `key` (a symbol or the loading function itself): ids asked for in one turn
 * become one query. `load` answers in the order of the ids, undefined where there is none. On a socket, where one
 * context lives for hours, only what belongs to one event is remembered.
 */
export function loaderOf<Value>(
  context: GraphqlContext,
  key: unknown,
  load: (ids: readonly string[]) => Promise<(Value | undefined)[]>,
): DataLoader<string, Value | undefined> {
  const scope = context.loadingScope ?? context;
  const own = loaders.get(scope) ?? new Map<unknown, DataLoader<string, unknown>>();
  loaders.set(scope, own);
  const loader =
    own.get(key) ??
    new DataLoader<string, unknown>(load, {
      cache: scope !== context || !context.isSocket,
      maxBatchSize: 500,
    });
  own.set(key, loader);
  return loader as DataLoader<string, Value | undefined>;
}

/** Puts rows in the order of the ids they were asked by. */
export function inOrder<Row>(
  ids: readonly string[],
  rows: readonly Row[],
  idOf: (row: Row) => string,
): (Row | undefined)[] {
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  return ids.map((id) => byId.get(id));
}

/** Groups rows under the ids they belong to; an id without rows gets an empty list. */
export function groupsInOrder<Row>(
  ids: readonly string[],
  rows: readonly Row[],
  idOf: (row: Row) => string,
): Row[][] {
  const groups = Map.groupBy(rows, idOf);
  return ids.map((id) => groups.get(id) ?? []);
}
