// The flows: built api and worker as real processes, against databases, Redis and a fake WhatsApp, with faults.
import { join } from 'node:path';
import { build } from '../start/build.mjs';
import { runJest } from './jest.mjs';

export async function flow(context, update) {
  const { logFolder, closing } = context;
  const services = await context.services();
  update('building');
  const logFile = join(logFolder, 'flow-build.log');
  await build({ projects: ['@datacare/api', '@datacare/worker'], logFile, update, closing });
  // One at a time: each flow has the machine to itself, and some of them measure silence.
  return runJest(context, 'e2e/flows', update, { env: services.env, workers: 1 });
}
