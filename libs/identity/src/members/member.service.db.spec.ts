import { newId, query, Refused } from '@datacare/platform';
import { testDatabase, type TestDatabase } from '@datacare/platform/testing';
import { Access } from '../access/access.service';
import { type RoleName, roleNames } from '../access/permissions';
import { identityEntities } from '../entities';
import { Clock } from '../sessions/clock';
import { Passwords } from '../sessions/passwords';
import { Session } from '../sessions/session.entity';
import { ViewerDirectory } from '../sessions/viewer-directory';
import { aMember, viewerOf } from '../testing/members';
import { Member } from './member.entity';
import { MemberService } from './member.service';
import { demoMembers } from './seed-members';
import { TeamService } from './team.service';

const temporaryPassword = 'mvua kubwa leo usiku';
const admin = viewerOf('admin');
const access = new Access();
let database: TestDatabase;
let members: MemberService;
let teams: TeamService;

beforeEach(async () => {
  database = await testDatabase(identityEntities);
  const clock = new Clock();
  const viewers = new ViewerDirectory(database.db, clock);
  members = new MemberService(database.db, access, new Passwords(), clock, viewers);
  teams = new TeamService(database.db, access, viewers);
});
afterEach(() => database.drop());

async function saved(values: Parameters<typeof aMember>[0] = {}): Promise<Member> {
  const member = aMember(values);
  await database.db.transaction(async (em) => void em.persist(member));
  return member;
}

async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

const aNewMember = (
  values: { email?: string; name?: string; role?: RoleName; temporaryPassword?: string } = {},
) => ({
  email: 'njoroge@duka.example',
  name: 'Peter Njoroge',
  role: 'agent' as const,
  temporaryPassword,
  ...values,
});

describe('adding a member', () => {
  it('keeps the e-mail address in lower case and asks for a password of their own', async () => {
    const { id } = await members.create(admin, aNewMember({ email: ' Njoroge@Duka.example ' }));
    const row = await database.db.em().findOneOrFail(Member, id, { populate: ['passwordHash'] });
    expect(row).toMatchObject({
      email: 'njoroge@duka.example',
      role: 'agent',
      mustChangePassword: true,
    });
    expect(row.passwordHash).toMatch(/^\$argon2id\$/);
  });

  it.each([
    ['input.email', { email: 'not an address' }],
    ['input.name', { name: '   ' }],
    ['input.temporaryPassword', { temporaryPassword: 'short' }],
  ])('refuses a bad %s', async (field, values) => {
    expect(await refusalOf(members.create(admin, aNewMember(values)))).toMatchObject({
      code: 'INVALID_INPUT',
      field,
    });
  });

  it('refuses an e-mail address that is taken, also when two ask at once', async () => {
    const results = await Promise.all(
      [1, 2].map(() => refusalOf(members.create(admin, aNewMember()))),
    );
    expect(results.filter((refusal) => refusal === undefined)).toHaveLength(1);
    expect(results.find((refusal) => refusal)).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'input.email',
    });
  });

  it.each(roleNames.filter((role) => role !== 'admin'))('is not for a %s', async (role) => {
    const refusal = { code: 'FORBIDDEN', permission: 'member.manage' };
    expect(await refusalOf(members.create(viewerOf(role), aNewMember()))).toMatchObject(refusal);
    expect(
      await refusalOf(members.update(viewerOf(role), newId(), { role: 'admin' })),
    ).toMatchObject(refusal);
    expect(
      await refusalOf(teams.create(viewerOf(role), { name: 'Mine', memberIds: [] })),
    ).toMatchObject(refusal);
    expect(await refusalOf(teams.setMembers(viewerOf(role), newId(), []))).toMatchObject(refusal);
  });
});

describe('changing a member', () => {
  it('changes what is given and leaves the rest', async () => {
    const member = await saved({ name: 'Old Name', role: 'agent' });
    await members.update(admin, member.id, { role: 'manager' });
    const row = await database.db.em().findOneOrFail(Member, member.id);
    expect(row).toMatchObject({
      name: 'Old Name',
      role: 'manager',
      email: member.email,
      suspendedAt: null,
    });
  });

  it.each([
    ['suspending', { isSuspended: true }],
    ['a temporary password', { temporaryPassword }],
  ])('%s ends the sessions', async (_, changes) => {
    const member = await saved();
    const session = new Session({
      memberId: member.id,
      refreshHash: newId(),
      expiresAt: new Date(Date.now() + 1e9),
    });
    await database.db.transaction(async (em) => void em.persist(session));
    await members.update(admin, member.id, changes);
    expect((await database.db.em().findOneOrFail(Session, session.id)).endedAt).not.toBeNull();
  });

  it('a suspension can be lifted', async () => {
    const member = await saved({ suspendedAt: new Date() });
    await members.update(admin, member.id, { isSuspended: false });
    expect((await database.db.em().findOneOrFail(Member, member.id)).suspendedAt).toBeNull();
  });

  it.each([
    ['input.role', { role: 'agent' as const }],
    ['input.isSuspended', { isSuspended: true }],
  ])('the only administrator stays one (%s)', async (field, changes) => {
    const only = await saved({ role: 'admin' });
    await saved({ role: 'admin', suspendedAt: new Date() });
    expect(await refusalOf(members.update(admin, only.id, changes))).toMatchObject({
      code: 'INVALID_INPUT',
      field,
    });
  });

  it('two administrators taking each other’s role at once leave one', async () => {
    const [one, other] = [await saved({ role: 'admin' }), await saved({ role: 'admin' })];
    await Promise.all(
      [one, other].map(({ id }) => refusalOf(members.update(admin, id, { role: 'agent' }))),
    );
    expect(await database.db.em().count(Member, { role: 'admin' })).toBe(1);
  });

  it.each([newId(), 'no id at all', "' or 1=1"])('%s is not found', async (id) => {
    expect(await refusalOf(members.update(admin, id, { name: 'X' }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('teams', () => {
  it('have the members that were set last', async () => {
    const [a, b, c] = [await saved(), await saved(), await saved()];
    const { id } = await teams.create(admin, { name: ' Sales ', memberIds: [a.id, b.id, b.id] });
    await teams.setMembers(admin, id, [b.id, c.id]);
    expect(new Set((await teams.memberIdsOf([id])).get(id))).toEqual(new Set([b.id, c.id]));
    expect((await members.teamIdsOf([a.id, c.id])).get(c.id)).toEqual([id]);
    expect((await teams.list(admin)).map(({ name }) => name)).toEqual(['Sales']);
  });

  it('refuse a name that is taken or missing, members that do not exist, and teams that do not', async () => {
    const { id } = await teams.create(admin, { name: 'Sales', memberIds: [] });
    const create = (name: string, memberIds: string[] = []) =>
      refusalOf(teams.create(admin, { name, memberIds }));
    expect(await create('Sales')).toMatchObject({ code: 'INVALID_INPUT', field: 'input.name' });
    expect(await create('  ')).toMatchObject({ code: 'INVALID_INPUT', field: 'input.name' });
    expect(await create('New', [newId()])).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'input.memberIds',
    });
    expect(await refusalOf(teams.setMembers(admin, id, ['x']))).toMatchObject({
      field: 'input.memberIds',
    });
    expect(await refusalOf(teams.setMembers(admin, newId(), []))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await refusalOf(teams.setMembers(admin, 'x', []))).toMatchObject({ code: 'NOT_FOUND' });
    expect((await teams.list(admin)).map(({ name }) => name)).toEqual(['Sales']);
  });
});

describe('seeding', () => {
  it('makes the demo business once, however often it is asked to', async () => {
    const people = demoMembers.map((person) => ({ ...person, password: temporaryPassword }));
    await members.seed(people);
    await members.seed(people);
    const rows = await database.db.em().find(Member, {});
    expect(rows.map(({ role }) => role).sort()).toEqual([
      'admin',
      'agent',
      'agent',
      'agent',
      'manager',
      'marketer',
    ]);
    expect((await teams.list(admin)).map(({ name }) => name)).toEqual(['Sales', 'Support']);
  });

  it('leaves alone who is there already', async () => {
    const [first] = demoMembers;
    if (!first) throw new Error('there is no demo member');
    await saved({ email: first.email, name: 'Renamed', role: 'marketer' });
    await members.seed([{ ...first, password: temporaryPassword }]);
    const row = await database.db.em().findOneOrFail(Member, { email: first.email });
    expect(row).toMatchObject({ name: 'Renamed', role: 'marketer' });
  });
});

describe('the scope of a list, in the database', () => {
  it('lets through the same rows as asking for each', async () => {
    const [sales, support] = [newId(), newId()];
    const me = newId();
    const agent = viewerOf('agent', { memberId: me, teamIds: [sales] });
    const rows = [sales, support, null].flatMap((teamId) =>
      [me, newId(), null].map((assigneeId) => ({ teamId, assigneeId })),
    );
    for (const viewer of [
      agent,
      viewerOf('agent', { memberId: me }),
      viewerOf('manager'),
      viewerOf('marketer'),
    ]) {
      const { sql, params } = access.conversationScope(viewer, { alias: 'c', firstParam: 2 });
      const found = await query<{ team_id: string | null; assignee_id: string | null }>(
        database.db.em(),
        `select c.team_id, c.assignee_id from jsonb_to_recordset($1::jsonb) as c(team_id uuid, assignee_id uuid)
         where ${sql}`,
        [
          JSON.stringify(rows.map((row) => ({ team_id: row.teamId, assignee_id: row.assigneeId }))),
          ...params,
        ],
      );
      const expected = rows.filter((row) => access.can(viewer, 'conversation.read', row));
      expect(found.map((row) => ({ teamId: row.team_id, assigneeId: row.assignee_id }))).toEqual(
        expected,
      );
    }
  });
});
