// Shared bundling for the Node apps: our own sources are bundled, npm packages stay external.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'rolldown';

const root = fileURLToPath(new URL('../', import.meta.url));
// @oxc-project holds the decorator helpers the compiler refers to; it is not installed, so it must be bundled too.
const bundled = /^@(datacare|oxc-project)\//;
const npmPackage = /^(node:|[a-z@])/i;

/**
 * A bundle resolves its packages from the app's folder. A lib with a version of its own in a nested node_modules
 * would silently get another one there, so that stops the build: hoist it by naming the version in the root package.json.
 */
function refuseNestedVersion(id, importer) {
  const workspace = importer?.slice(root.length).match(/^(libs\/[^/]+|database)\//)?.[1];
  const name = id.match(/^(@[^/]+\/)?[^/]+/)?.[0];
  if (workspace && existsSync(join(root, workspace, 'node_modules', name))) {
    throw new Error(`${workspace} has its own version of ${name}, which the bundle would not find`);
  }
}

function isExternal(id, importer) {
  const external = npmPackage.test(id) && !bundled.test(id) && !/^(src|apps|libs)\//.test(id);
  if (external && !id.startsWith('node:')) refuseNestedVersion(id, importer);
  return external;
}

/** An import of ours that leads nowhere would only fail when the app starts. */
function refuseUnresolved(level, log, report) {
  report(log.code === 'UNRESOLVED_IMPORT' ? 'error' : level, log);
}

/** The rolldown configuration of the app in `dir`; `input` names its entry points. */
export const nodeApp = (dir, input = { main: 'src/main.ts' }) =>
  defineConfig({
    cwd: dir,
    input,
    platform: 'node',
    tsconfig: './tsconfig.json',
    external: isExternal,
    onLog: refuseUnresolved,
    output: {
      dir: 'dist',
      format: 'esm',
      sourcemap: true,
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
      // node --watch loses a program whose file is gone for a moment.
      cleanDir: !process.argv.includes('--watch'),
    },
  });
