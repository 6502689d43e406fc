// Writes the console's types anew whenever the schema or one of its .graphql documents changes (npm run dev).
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { basename } from 'node:path';
import { inRoot } from '../start/root.mjs';

const calmMs = 200;
let timer;

function generate() {
  console.log(`${new Date().toISOString()} generating`);
  spawn(process.execPath, [inRoot('tools', 'codegen', 'codegen.mjs')], { stdio: 'inherit' });
}

const onChange = (_event, file) => {
  if (!basename(file ?? '').endsWith('.graphql')) return;
  clearTimeout(timer);
  timer = setTimeout(generate, calmMs);
};

// Editors replace files, so folders are watched, not files.
watch(inRoot('apps', 'api'), onChange);
watch(inRoot('apps', 'console', 'src'), { recursive: true }, onChange);
