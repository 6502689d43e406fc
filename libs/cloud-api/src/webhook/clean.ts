/** Postgres stores neither NUL nor half a surrogate pair, so both become U+FFFD. */
const unstorable = /\0|\p{Surrogate}/u;
const unstorableAll = /\0|\p{Surrogate}/gu;
const MAX_DEPTH = 64;

const cleanText = (text: string) =>
  unstorable.test(text) ? text.replace(unstorableAll, '\ufffd') : text;

/** The same JSON value with every string fit to be stored; what nests deeper than 64 levels is cut off. */
export function clean(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((item) => clean(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [cleanText(key), clean(item, depth + 1)]),
  );
}
