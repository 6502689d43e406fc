/** A `:short` name under way at the caret. */
export interface Shortcode {
  /** Where the colon stands. */
  from: number;
  query: string;
}

/** The short name being typed at the caret: a colon after a blank, then at least two letters. */
export function shortcodeAt(text: string, caret: number): Shortcode | undefined {
  const found = /(?:^|[\s(])(:([a-z0-9_+-]{2,30}))$/i.exec(
    text.slice(Math.max(0, caret - 40), caret),
  );
  if (!found) return undefined;
  return { from: caret - found[1]!.length, query: found[2]!.toLowerCase() };
}
