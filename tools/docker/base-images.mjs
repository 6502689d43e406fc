// The base images, pulled; where no registry can be reached, stand-ins made with debootstrap under the same names.
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { aptInstall, findProgram, runProgram } from '../start/programs.mjs';
import { inRoot, Problem } from '../start/root.mjs';

export const nodeImage = 'node:24-bookworm-slim';
export const nginxImage = 'nginx:1.28-alpine';
const debianImage = 'datacare-debian:bookworm';
const certificates = '/etc/ssl/certs/ca-certificates.crt';

async function must(promise, what) {
  const { code, output } = await promise;
  if (code !== 0)
    throw new Problem(`${what} failed:\n${output.trim().split('\n').slice(-15).join('\n')}`);
  return output;
}

const standInLabel = 'datacare.stand-in';

const isPresent = async (docker, image) =>
  (await docker(['image', 'inspect', '--format', '{{.Id}}', image])).code === 0;

async function isStandIn(docker, image) {
  const format = `{{index .Config.Labels "${standInLabel}"}}`;
  const { output } = await docker(['image', 'inspect', '--format', format, image]);
  return output.trim() === 'true';
}

async function pulled(docker, image) {
  if (await isPresent(docker, image)) return true;
  return (await docker(['pull', '--quiet', image], { timeout: 300_000 })).code === 0;
}

/** A minimal Debian from the machine's own mirror. */
async function debian(docker, update) {
  if (await isPresent(docker, debianImage)) return;
  if (!findProgram('debootstrap')) await aptInstall('debootstrap', update);
  const program = findProgram('debootstrap');
  if (!program) throw new Problem('No base image can be pulled and debootstrap is not installed.');
  const folder = mkdtempSync(join(tmpdir(), 'datacare-debian-'));
  const archive = `${folder}.tar`;
  try {
    update('making a Debian with debootstrap');
    const args = ['--variant=minbase', '--include=ca-certificates', 'bookworm', folder];
    await must(runProgram(program, args), 'debootstrap');
    await must(runProgram('tar', ['-C', folder, '-cf', archive, '.']), 'tar');
    await must(docker(['import', archive, debianImage]), 'docker import');
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(archive, { force: true });
  }
}

/** npm's own folder, beside the npm that is on the path. */
function npmFolder() {
  const npm = realpathSync(findProgram('npm'));
  return dirname(dirname(npm));
}

async function buildFrom(docker, image, files, dockerfile) {
  const folder = mkdtempSync(join(tmpdir(), 'datacare-base-'));
  try {
    files(folder);
    writeFileSync(join(folder, 'Dockerfile'), dockerfile);
    const args = ['build', '--network=host', '--tag', image, folder];
    await must(docker(args), `The stand-in for ${image}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const copyCertificates = (folder) => {
  // A machine behind a proxy of its own may trust more than Debian does.
  if (existsSync(certificates)) copyFileSync(certificates, join(folder, 'ca-certificates.crt'));
  else writeFileSync(join(folder, 'ca-certificates.crt'), '');
};

const nodeStandIn = (docker) =>
  buildFrom(
    docker,
    nodeImage,
    (folder) => {
      copyFileSync(realpathSync(inRoot('node_modules', '.bin', 'node')), join(folder, 'node'));
      cpSync(npmFolder(), join(folder, 'npm'), { recursive: true });
      copyCertificates(folder);
    },
    `FROM ${debianImage}
LABEL ${standInLabel}=true
COPY ca-certificates.crt ${certificates}
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \\
  && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \\
  && chmod 755 /usr/local/bin/node \\
  && useradd --uid 1000 --user-group --create-home node
ENV NODE_EXTRA_CA_CERTS=${certificates}
`,
  );

const nginxStandIn = (docker) =>
  buildFrom(
    docker,
    nginxImage,
    copyCertificates,
    `FROM ${debianImage}
LABEL ${standInLabel}=true
COPY ca-certificates.crt ${certificates}
RUN apt-get update && apt-get install -y --no-install-recommends nginx-light \\
  && rm -rf /var/lib/apt/lists/* /usr/share/nginx/html/* /etc/nginx/modules-enabled/* \\
  && useradd --uid 101 --user-group --no-create-home nginx
`,
  );

/** Makes sure that the base images are there; resolves to the names of those that are stand-ins. */
export async function provideBaseImages(docker, update) {
  const standIns = [];
  for (const [image, make] of [
    [nodeImage, nodeStandIn],
    [nginxImage, nginxStandIn],
  ]) {
    update(image);
    if (await pulled(docker, image)) {
      if (await isStandIn(docker, image)) standIns.push(image);
      continue;
    }
    await debian(docker, update);
    update(`a stand-in for ${image}`);
    await make(docker);
    standIns.push(image);
  }
  return standIns;
}
