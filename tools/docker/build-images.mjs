// Builds the images and runs them once for real: node tools/docker/build-images.mjs [--keep] [api worker …]
// With names only these are built, and nothing is run; --keep keeps the images of an engine started for this.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say, step } from '../start/progress.mjs';
import { fail, inRoot, Problem, root } from '../start/root.mjs';
import { onPackagedNode } from '../start/runtime.mjs';
import { secretsFrom } from '../start/secrets.mjs';
import { onShutdown } from '../start/shutdown.mjs';
import { renderTable } from '../start/table.mjs';
import { lazyServices } from '../test/services.mjs';
import { provideBaseImages } from './base-images.mjs';
import { startEngine } from './engine.mjs';
import { smokeTest } from './smoke.mjs';

const apps = ['api', 'worker', 'simulator', 'console'];
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const named = process.argv.slice(2).filter((argument) => apps.includes(argument));

async function buildImage(docker, app, update) {
  const file = inRoot('docker', `${app}.Dockerfile`);
  // On the machine's own network, so that the packages come the way they come to the machine.
  const args = ['build', '--network=host', '--file', file, '--tag', `datacare-${app}`, root];
  const onLine = (line) => {
    const stepLine =
      /(Step \d+\/\d+) : (.{0,60})/.exec(line) ?? /\[(\S+ +\d+\/\d+)\] (.{0,60})/.exec(line);
    if (stepLine) update(`${stepLine[1]} ${stepLine[2]}`);
  };
  const { code, output } = await docker(args, { onLine });
  if (code !== 0) {
    const tail = output.trim().split('\n').slice(-30).join('\n');
    throw new Problem(`docker/${app}.Dockerfile could not be built:\n${tail}`);
  }
  const { output: size } = await docker([
    ...['image', 'inspect', '--format', '{{.Size}}', `datacare-${app}`],
  ]);
  update(`${Math.round(Number(size) / 1_000_000)} MB`);
}

async function buildAndRun(closing) {
  const dataFolder = inRoot('.data', 'docker');
  const logFolder = join(dataFolder, 'logs');
  mkdirSync(logFolder, { recursive: true });
  const { docker, source, ...engine } = await step('Docker engine', async (update) => {
    const found = await startEngine({ logFolder, update, keep: flags.includes('--keep') });
    update(found.source);
    return found;
  });
  closing.add(engine.stop);
  await step('Base images', async (update) => {
    const standIns = await provideBaseImages(docker, update);
    update(standIns.length ? `stand-ins for ${standIns.join(', ')}` : 'pulled');
  });
  const chosen = named.length ? named : apps;
  for (const app of chosen) {
    await step(`Image datacare-${app}`, (update) => buildImage(docker, app, update));
  }
  if (chosen.length < apps.length) return;
  const services = await lazyServices({ dataFolder, logFolder, closing })();
  const secrets = secretsFrom(join(dataFolder, 'secrets.json'));
  const rows = await step('Running the images', (update) =>
    smokeTest({ docker, services, secrets, update }),
  );
  say('');
  say(renderTable(`The images run (${source})`, rows));
}

async function main() {
  if (!(await onPackagedNode(fileURLToPath(import.meta.url)))) return;
  process.chdir(root);
  const closing = onShutdown();
  try {
    await buildAndRun(closing);
  } catch (error) {
    if (closing.signalled) return;
    fail(error);
  }
  await closing.run();
  process.exit();
}

main().catch(fail);
