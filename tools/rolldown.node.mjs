// Shared bundling for the Node apps: our own sources are bundled, npm packages stay external.
import { defineConfig } from 'rolldown';

// @oxc-project holds the decorator helpers the compiler refers to; it is not installed, so it must be bundled too.
const bundled = /^@(datacare|oxc-project)\//;
const npmPackage = /^(node:|[a-z@])/i;

/** The rolldown configuration of the app in `dir`; `input` names its entry points. */
export const nodeApp = (dir, input = { main: 'src/main.ts' }) =>
  defineConfig({
    cwd: dir,
    input,
    platform: 'node',
    tsconfig: './tsconfig.json',
    external: (id) => npmPackage.test(id) && !bundled.test(id) && !/^(src|apps|libs)\//.test(id),
    output: {
      dir: 'dist',
      format: 'esm',
      sourcemap: true,
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
      cleanDir: true,
    },
  });
