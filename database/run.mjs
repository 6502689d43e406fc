// Bundles one of this folder's TypeScript programs and runs it: node database/run.mjs drift.ts [arguments]
import { pathToFileURL } from 'node:url';
import { basename, join } from 'node:path';
import { rolldown } from 'rolldown';
import { nodeApp } from '../tools/rolldown.node.mjs';

/** Runs the program `file` of this folder with the given arguments. */
export async function run(file, args = []) {
  const name = basename(file, '.ts');
  const { output, ...input } = nodeApp(import.meta.dirname, { [name]: file });
  const bundle = await rolldown(input);
  // A folder per program, so that two may run at once.
  await bundle.write({ ...output, dir: join(import.meta.dirname, 'dist', name) });
  await bundle.close();
  process.argv.splice(1, process.argv.length, file, ...args);
  await import(pathToFileURL(join(import.meta.dirname, 'dist', name, `${name}.js`)).href);
}

if (process.argv[1] === import.meta.filename) await run(process.argv[2], process.argv.slice(3));
