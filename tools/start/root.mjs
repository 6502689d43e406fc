import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder, without a trailing slash. */
export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[/\\]$/, '');

export const inRoot = (...path) => join(root, ...path);

/** Something the person at the terminal can act on: printed without a stack. */
export class Problem extends Error {}

/** Ends the process after printing a problem in plain words, or a fault with its stack. */
export function fail(error) {
  console.error(error instanceof Problem ? `\n✗ ${error.message}\n` : error);
  process.exitCode = 1;
}
