// The project runs on the Node that comes with its packages; the system's Node only gets it that far.
import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { install, needsInstall } from './install.mjs';
import { inRoot, Problem } from './root.mjs';

const packagedNode = inRoot('node_modules', '.bin', 'node');
const wantedMajor = 24;
const marker = 'DATACARE_RUNTIME';

/** The PATH with the packages' programs (node, nx, jest, tsc) first. */
export const pathWithPackages = () => {
  const bin = inRoot('node_modules', '.bin');
  const rest = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== bin);
  return [bin, ...rest].join(delimiter);
};

/**
 * Installs what is missing and makes sure that `script` runs on the packaged Node: true when this process is it, else
 * the script has been run in a child and this process has taken over its exit code.
 */
export async function onPackagedNode(script) {
  if (needsInstall()) await install();
  process.env.PATH = pathWithPackages();
  if (Number(process.versions.node.split('.')[0]) >= wantedMajor) return true;
  if (process.env[marker]) {
    throw new Problem(
      `Node ${process.versions.node} came with the packages; ${wantedMajor} is needed. Run npm ci.`,
    );
  }
  const child = spawn(packagedNode, [script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, [marker]: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (status, signal) => resolve(status ?? (signal ? 1 : 0)));
  });
  process.exitCode = code;
  return false;
}
