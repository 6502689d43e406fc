import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { root } from '../start/root.mjs';

/** The first line in which two texts differ, as a sentence. */
export function firstDifference(before, after) {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  const line = fresh.findIndex((text, index) => text !== old[index]);
  const at = line < 0 ? fresh.length : line;
  return `line ${at + 1}: it has "${old[at] ?? ''}", now it would be "${fresh[at] ?? ''}"`;
}

/** Writes a generated file; with `--check` it only compares, and a difference makes the program fail. */
export function writeOrCheck(file, text, command) {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const name = relative(root, file);
  if (before === text) return console.log(`${name} is up to date.`);
  if (process.argv.includes('--check')) {
    console.error(`${name} is not what its source makes of it (${firstDifference(before, text)}).`);
    console.error(`Run: ${command}`);
    process.exitCode = 1;
    return undefined;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return console.log(`${name} written.`);
}
