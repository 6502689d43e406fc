// A Docker engine: the one that runs, or Debian's, started for this run on a private socket.
import { existsSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnGroup, stopGroup } from '../start/groups.mjs';
import { aptInstall, findProgram, runProgram } from '../start/programs.mjs';
import { Problem } from '../start/root.mjs';

// Where the private engine keeps its images; removed at the end unless they are to be kept.
const imagesFolder = '/var/lib/datacare-docker';

async function answers(env) {
  const docker = findProgram('docker');
  if (!docker) return false;
  const { code } = await runProgram(docker, ['version', '--format', '{{.Server.Version}}'], {
    env,
  });
  return code === 0;
}

/** An engine without networks of its own: builds and containers use the machine's. */
async function startPrivate({ logFolder, update, keep }) {
  if (!findProgram('dockerd')) await aptInstall('docker.io', update);
  const program = findProgram('dockerd');
  if (!program || process.getuid?.() !== 0) {
    throw new Problem(
      'No Docker engine answers, and none can be started here (that needs root and dockerd). Start Docker, or name its engine in DOCKER_HOST.',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'datacare-docker-'));
  const socket = `unix://${join(folder, 'docker.sock')}`;
  mkdirSync(imagesFolder, { recursive: true });
  const log = openSync(join(logFolder, 'dockerd.log'), 'w');
  const places = ['--data-root', imagesFolder, '--exec-root', join(folder, 'exec')];
  const noNetwork = ['bridge=none', 'iptables=false', 'ip6tables=false', 'ip-forward=false'];
  const child = spawnGroup(
    program,
    [
      ...['--host', socket, '--pidfile', join(folder, 'docker.pid')],
      ...places,
      ...noNetwork.map((setting) => `--${setting}`),
    ],
    { stdio: ['ignore', log, log] },
  );
  const env = { ...process.env, DOCKER_HOST: socket };
  const stop = async () => {
    await stopGroup(child, { graceMs: 15_000 });
    // dockerd leaves its own network namespace mounted.
    await runProgram('umount', [join(folder, 'exec', 'netns', 'default')]);
    rmSync(folder, { recursive: true, force: true });
    if (!keep) rmSync(imagesFolder, { recursive: true, force: true });
  };
  for (let waited = 0; !(await answers(env)); waited += 1) {
    if (child.exitCode !== null || waited > 120) {
      await stop();
      throw new Problem(`dockerd did not start; see ${join(logFolder, 'dockerd.log')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return { env, isPrivate: true, source: 'dockerd, started for this run', stop };
}

/** Finds or starts an engine: `{ docker, isPrivate, source, stop }`; `docker(args)` runs its client. */
export async function startEngine(options) {
  const running = await answers(process.env);
  const engine = running
    ? { env: process.env, isPrivate: false, source: 'the engine that runs', stop: async () => {} }
    : await startPrivate(options);
  const client = findProgram('docker');
  // The classic builder needs no plug-in; with one present BuildKit is used.
  const plugins = [
    '/usr/libexec/docker/cli-plugins',
    '/usr/lib/docker/cli-plugins',
    '/usr/local/lib/docker/cli-plugins',
  ];
  const hasBuildKit = plugins.some((folder) => existsSync(join(folder, 'docker-buildx')));
  const env = { ...engine.env, DOCKER_BUILDKIT: hasBuildKit && !engine.isPrivate ? '1' : '0' };
  const docker = (args, more = {}) => runProgram(client, args, { env, ...more });
  return { ...engine, docker };
}
