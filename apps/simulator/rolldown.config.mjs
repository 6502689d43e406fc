import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { defineConfig } from 'rolldown';
import { nodeApp } from '../../tools/rolldown.node.mjs';

const phone = join(import.meta.dirname, 'src/phone');
const font = createRequire(import.meta.url).resolve(
  '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
);
const assets = {
  'index.html': join(phone, 'index.html'),
  'phone.css': join(phone, 'phone.css'),
  'panel.css': join(phone, 'panel.css'),
  'inter.woff2': font,
};

/** Puts the page's own files beside its script, and watches them. */
const pageFiles = {
  name: 'page-files',
  buildStart() {
    for (const [fileName, path] of Object.entries(assets)) {
      this.addWatchFile(path);
      this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
    }
  },
};

export default [
  nodeApp(import.meta.dirname),
  defineConfig({
    cwd: import.meta.dirname,
    input: { phone: 'src/phone/phone.ts' },
    platform: 'browser',
    tsconfig: './tsconfig.phone.json',
    plugins: [pageFiles],
    output: { dir: 'dist/phone', format: 'esm', entryFileNames: '[name].js', minify: true },
  }),
];
