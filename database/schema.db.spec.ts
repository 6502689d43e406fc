import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { query } from '@datacare/platform';
import { testConfig } from '@datacare/platform/testing';
import { entities } from './entities';
import { migrate } from './migrate';
import { downAndUpAgain, drift } from './schema-checks';
import { describeSchema } from './schema-text';
import { onScratchDatabase } from './scratch';
import { seed } from './seeds';

const root = join(import.meta.dirname, '..');
const entityFiles = globSync('libs/*/src/**/*.entity.ts', { cwd: root })
  .sort()
  .map((file) => join(root, file));
const configOf = (databaseUrl: string, environment: Record<string, string> = {}) =>
  testConfig({
    DATABASE_URL: databaseUrl,
    WHATSAPP_ACCESS_TOKEN: 'token',
    WHATSAPP_BUSINESS_ACCOUNT_ID: '102290129340398',
    WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
    ...environment,
  });

test('every entity file of the libs is among the tables', () => {
  const declared = entityFiles.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\n {2}name: '(\w+)'/g)].map(([, name]) => name),
  );
  expect(entities.map(({ name }) => name).sort()).toEqual(declared.sort());
});

test('the migrations lead to the entities', () =>
  onScratchDatabase(async (orm) => {
    await orm.migrator.up();
    expect(await drift(orm)).toEqual([]);
  }));

test('every migration can be taken back on a seeded database, and run again', () =>
  onScratchDatabase(async (orm, databaseUrl) => {
    await migrate({ databaseUrl });
    await seed(configOf(databaseUrl), { demo: true });
    const { down, up } = await downAndUpAgain(orm);
    expect(down).toEqual([...up].reverse());
    expect(await drift(orm)).toEqual([]);
  }));

test('processes that migrate at once run each migration once', () =>
  onScratchDatabase(async (_orm, databaseUrl) => {
    const runs = await Promise.all([1, 2, 3].map(() => migrate({ databaseUrl })));
    expect(runs.filter((names) => names.length > 0)).toHaveLength(1);
  }));

test('seeding twice leaves one demo business with conversations in every state', () =>
  onScratchDatabase(async (orm, databaseUrl) => {
    await migrate({ databaseUrl });
    const logins = await seed(configOf(databaseUrl), { demo: true });
    await seed(configOf(databaseUrl), { demo: true });
    expect(new Set(logins.map(({ role }) => role))).toEqual(
      new Set(['admin', 'manager', 'agent', 'marketer']),
    );
    const rows = await query<{ status: string; is_mine: boolean; count: number }>(
      orm.em.fork(),
      `select status, assignee_id is not null as is_mine, count(*)::int from conversation group by 1, 2`,
    );
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(12);
    expect(new Set(rows.map(({ status }) => status))).toEqual(
      new Set(['open', 'pending', 'closed']),
    );
    expect(rows.some(({ status, is_mine }) => status === 'open' && !is_mine)).toBe(true);
  }));

test('production gets one administrator who must change a generated password, and nothing else', () =>
  onScratchDatabase(async (orm, databaseUrl) => {
    await migrate({ databaseUrl });
    const [admin, ...others] = await seed(configOf(databaseUrl), { demo: false });
    expect(others).toEqual([]);
    expect(admin).toMatchObject({ role: 'admin', password: expect.stringMatching(/^[\w-]{16}$/) });
    expect(await seed(configOf(databaseUrl), { demo: false })).toEqual([]);
    const members = await query(orm.em.fork(), 'select email, must_change_password from member');
    expect(members).toEqual([{ email: admin!.email, must_change_password: true }]);
    expect(await query(orm.em.fork(), 'select from conversation')).toEqual([]);
  }));

test('docs/schema.md is what the schema is', () =>
  onScratchDatabase(async (orm) => {
    await orm.migrator.up();
    const written = readFileSync(join(root, 'docs/schema.md'), 'utf8');
    expect(await describeSchema(orm, entityFiles)).toBe(written);
  }));
