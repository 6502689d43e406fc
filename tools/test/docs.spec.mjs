// What the pages say about the product must be so: links, paths, settings, commands, containers.
import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { inRoot } from '../start/root.mjs';

const read = (path) => readFileSync(inRoot(...path.split('/')), 'utf8');
const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: inRoot() })].map((path) =>
  path.replaceAll('\\', '/'),
);
const folders = (path) =>
  readdirSync(inRoot(path)).filter((name) => existsSync(inRoot(path, name, 'package.json')));
/** What a command writes when it is asked to: benchmarks and the pictures of the screens. */
const written = /^docs\/(benchmarks\.md|images\/.+)$/;
const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

describe('the pages', () => {
  for (const page of pages) {
    it(`${page}: every link leads somewhere`, () => {
      const broken = [...read(page).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)]
        .map(([, link]) => link)
        .filter((link) => {
          const [path, anchor] = link.split('#');
          const target = path ? join(dirname(page), path) : page;
          if (written.test(target)) return false;
          if (!existsSync(inRoot(target))) return true;
          if (!anchor || statSync(inRoot(target)).isDirectory()) return false;
          const headings = [...read(target).matchAll(/^#+ (.+)$/gm)].map(([, text]) => text);
          return !headings.map(anchorOf).includes(anchor);
        });
      assert.deepEqual(broken, []);
    });

    it(`${page}: every path of the tree exists`, () => {
      const missing = [
        ...read(page).matchAll(/`((?:apps|libs|database|docker|docs|e2e|tools)\/[\w./-]+)`/g),
      ]
        .map(([, path]) => path)
        // A place that is written, or where a build puts something.
        .filter((path) => !/\/dist\b|\.env$|docker\/tls/.test(path) && !written.test(path))
        .filter((path) => !existsSync(inRoot(path)) && !existsSync(inRoot(`${path}.ts`)));
      assert.deepEqual(missing, []);
    });

    it(`${page}: every npm script that it names exists`, () => {
      const { scripts } = JSON.parse(read('package.json'));
      const named = [...read(page).matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name);
      assert.deepEqual(
        named.filter((name) => !scripts[name]),
        [],
      );
    });
  }
});

describe('docs/map.md', () => {
  const map = read('docs/map.md');

  it('names every library and every process, and no other', () => {
    const tables = map.split(/^## /m);
    const namesIn = (title, column) =>
      tables
        .find((part) => part.startsWith(title))
        .split('\n')
        .filter((row) => /^\|/.test(row))
        .slice(2)
        .map((row) => row.split('|')[column].trim().replaceAll('`', ''));
    assert.deepEqual(namesIn('Libraries', 2).sort(), folders('libs').sort());
    const processes = namesIn('Processes', 1).filter((name) => name !== 'migrate');
    assert.deepEqual(processes.sort(), folders('apps').sort());
  });

  it('has a diagram beside it, and says what happens when something fails', () => {
    assert.match(read('README.md'), /```mermaid/);
    assert.match(map, /^## What fails, and what then$/m);
    for (const what of ['PostgreSQL', 'Redis', 'MongoDB', 'WhatsApp', 'api', 'worker'])
      assert.match(
        map.split('## What fails, and what then')[1],
        new RegExp(`^\\|[^|]*${what}`, 'm'),
      );
  });
});

describe('docs/running.md', () => {
  const running = read('docs/running.md');
  const schema = read('libs/platform/src/config/config.ts').split('superRefine')[0];
  const settings = [...schema.matchAll(/^ {4}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name);
  const rows = running
    .split('## Configuration')[1]
    .split('\n## ')[0]
    .matchAll(/^\|([^|]+)\|/gm);
  const documented = [...rows].flatMap(([, cell]) => cell.match(/`[A-Z0-9_]+`/g) ?? []);

  it('explains every setting of the schema', () => {
    assert.ok(settings.length > 30);
    assert.deepEqual(
      settings.filter((name) => !documented.includes(`\`${name}\``)),
      [],
    );
  });

  it('explains no setting that nothing reads', () => {
    const readElsewhere = read('database/seeds/index.ts') + read('apps/api/src/migrate.ts');
    const unknown = documented
      .map((name) => name.slice(1, -1))
      .filter((name) => !settings.includes(name) && !readElsewhere.includes(name));
    assert.deepEqual(unknown, []);
  });
});

describe('a failover of PostgreSQL', () => {
  it('is explained, and nothing turns off waiting for the commit', () => {
    for (const word of ['synchronous_commit', 'synchronous_standby_names', 'asynchronous standby'])
      assert.ok(read('docs/running.md').includes(word), word);
    const sources = globSync(['{apps,libs,database}/**/*.ts', 'docker/*'], {
      cwd: inRoot(),
      exclude: (path) => /node_modules|dist/.test(String(path)),
    }).filter((path) => statSync(inRoot(path)).isFile());
    assert.ok(sources.length > 200);
    const without = sources.filter((path) =>
      /synchronous_commit|fsync/.test(read(path.replaceAll('\\', '/'))),
    );
    assert.deepEqual(without, []);
  });
});

describe('docker', () => {
  const compose = read('docker/compose.yml');
  const serviceText = compose.split(/^services:$/m)[1].split(/^volumes:$/m)[0];
  const services = Object.fromEntries(
    serviceText
      .split(/^ {2}(?=\w+:$)/m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf(':')), part]),
  );

  it('runs the product and what it needs, the migration first', () => {
    assert.deepEqual(Object.keys(services).sort(), [
      'api',
      'console',
      'migrate',
      'mongodb',
      'postgres',
      'redis',
      'worker',
    ]);
    assert.match(services.api, /migrate: \{ condition: service_completed_successfully \}/);
    assert.match(services.worker, /depends_on: \*app-needs/);
    assert.match(services.migrate, /migrate\.js/);
  });

  it('asks every service whether it is well, and pins every image', () => {
    for (const [name, text] of Object.entries(services)) {
      const file = /dockerfile: (docker\/[\w.]+)/.exec(text)?.[1];
      if (file) assert.match(read(file), /^HEALTHCHECK /m, `${file}, for ${name}`);
      else {
        assert.match(text, /healthcheck:/, name);
        assert.match(text, /image: [\w/]+:[\w.-]+$/m, name);
      }
    }
  });

  it('runs no app as root, and none with a secret in its image', () => {
    for (const file of globSync('docker/*.Dockerfile', { cwd: inRoot() })) {
      const text = read(file.replaceAll('\\', '/'));
      assert.match(text, /^USER (?!root|0\b)\w+$/m, file);
      assert.doesNotMatch(text, /(SECRET|PASSWORD|TOKEN|_KEY)=/, file);
    }
    assert.match(compose, /cap_drop: \[ALL\]/);
    assert.match(compose, /no-new-privileges:true/);
  });

  it('has no default for what must be chosen, and its example names all of it', () => {
    const needed = [...compose.matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name]) => name);
    const example = read('docker/.env.example');
    assert.ok(needed.length > 5);
    for (const name of needed) assert.match(example, new RegExp(`^${name}=`, 'm'));
  });
});
