import { newId } from '@datacare/platform';
import { type RoleName, roleNames } from '../access/permissions';
import { identityApp, type IdentityApp } from '../testing/identity-app';
import { aMember } from '../testing/members';
import { type Member } from './member.entity';

let app: IdentityApp;
const tokens = new Map<RoleName, string>();
let somebody: Member;

beforeAll(async () => {
  app = await identityApp();
  for (const role of roleNames) {
    const member = aMember({ role });
    await app.save(member);
    tokens.set(role, await app.tokenOf(member));
  }
  somebody = aMember({ name: 'Somebody' });
  await app.save(somebody);
});
afterAll(() => app.close());

const refusal = '... on Refusal { code } ... on InvalidInput { field }';
const ask = (role: RoleName, query: string, variables: Record<string, unknown> = {}) =>
  app.ask<Record<string, { __typename: string; id: string; code?: string; field?: string }>>(
    query,
    {
      token: tokens.get(role) ?? '',
      variables,
    },
  );

const operations = {
  createMember: `mutation ($email: String = "new@duka.example", $password: String = "mvua kubwa leo usiku") {
    createMember(input: { email: $email, name: "New Person", role: AGENT, temporaryPassword: $password }) {
      __typename ${refusal} ... on Member { id email role isSuspended teams { id } }
    } }`,
  updateMember: `mutation ($id: ID!, $name: String = "Renamed Person") {
    updateMember(input: { memberId: $id, name: $name }) { __typename ${refusal} ... on Member { id name } } }`,
  createTeam: `mutation ($name: String = "Sales", $members: [ID!] = []) {
    createTeam(input: { name: $name, memberIds: $members }) { __typename ${refusal} ... on Team { id name members { id } } } }`,
  setTeamMembers: `mutation ($team: ID!, $members: [ID!] = []) {
    setTeamMembers(input: { teamId: $team, memberIds: $members }) { __typename ${refusal} ... on Team { id members { id } } } }`,
};

describe('members and teams', () => {
  it.each(roleNames)('are seen by a %s, without a password in any form', async (role) => {
    const answer = await ask(
      role,
      '{ members { id name email role isSuspended teams { id } } teams { id name members { id } } }',
    );
    expect(answer.errors).toBeUndefined();
    expect(JSON.stringify(answer.data)).not.toMatch(/argon2|passwordHash/);
  });

  it('have no field that shows a secret', async () => {
    const { data } = await app.ask<{
      __schema: { types: { fields: { name: string }[] | null }[] };
    }>('{ __schema { types { fields { name } } } }');
    const names =
      data?.__schema.types.flatMap(({ fields }) => fields ?? []).map(({ name }) => name) ?? [];
    expect(names.filter((name) => /hash|secret|refreshToken|^password$/i.test(name))).toEqual([]);
  });

  it.each(Object.keys(operations) as (keyof typeof operations)[])(
    '%s is for administrators alone, and for nobody without a login',
    async (operation) => {
      const variables =
        operation === 'updateMember'
          ? { id: newId() }
          : operation === 'setTeamMembers'
            ? { team: newId() }
            : {};
      for (const role of roleNames.filter((name) => name !== 'admin')) {
        const { data, errors } = await ask(role, operations[operation], variables);
        expect(data ?? null).toBeNull();
        expect(errors?.[0]?.extensions).toMatchObject({
          code: 'FORBIDDEN',
          permission: 'member.manage',
        });
      }
      const { errors } = await app.ask(operations[operation], { variables });
      expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    },
  );
});

describe('an administrator', () => {
  it('adds a member, and is told what is wrong with one', async () => {
    const made = await ask('admin', operations.createMember);
    expect(made.data?.['createMember']).toMatchObject({
      __typename: 'Member',
      role: 'AGENT',
      isSuspended: false,
      teams: [],
    });
    const twice = await ask('admin', operations.createMember);
    expect(twice.data?.['createMember']).toMatchObject({
      __typename: 'InvalidInput',
      field: 'input.email',
    });
    const weak = await ask('admin', operations.createMember, {
      email: 'other@duka.example',
      password: 'short',
    });
    expect(weak.data?.['createMember']).toMatchObject({
      __typename: 'InvalidInput',
      field: 'input.temporaryPassword',
    });
  });

  it('changes a member; an unknown one is not found', async () => {
    const changed = await ask('admin', operations.updateMember, { id: somebody.id });
    expect(changed.data?.['updateMember']).toMatchObject({
      __typename: 'Member',
      name: 'Renamed Person',
    });
    const missing = await ask('admin', operations.updateMember, { id: newId() });
    expect(missing.data?.['updateMember']).toMatchObject({
      __typename: 'NotFound',
      code: 'NOT_FOUND',
    });
    const bad = await ask('admin', operations.updateMember, { id: somebody.id, name: '' });
    expect(bad.data?.['updateMember']).toMatchObject({
      __typename: 'InvalidInput',
      field: 'input.name',
    });
  });

  it('puts members into teams and takes them out, which both sides show', async () => {
    const made = await ask('admin', operations.createTeam, {
      name: 'Support',
      members: [somebody.id],
    });
    expect(made.data?.['createTeam']).toMatchObject({
      __typename: 'Team',
      members: [{ id: somebody.id }],
    });
    const { data } = await ask('agent', '{ members { id teams { name } } }');
    expect(data?.['members']).toContainEqual({ id: somebody.id, teams: [{ name: 'Support' }] });
    const emptied = await ask('admin', operations.setTeamMembers, {
      team: made.data?.['createTeam']?.id,
    });
    expect(emptied.data?.['setTeamMembers']).toMatchObject({ __typename: 'Team', members: [] });
    const missing = await ask('admin', operations.setTeamMembers, { team: newId() });
    expect(missing.data?.['setTeamMembers']).toMatchObject({ __typename: 'NotFound' });
    const taken = await ask('admin', operations.createTeam, { name: 'Support' });
    expect(taken.data?.['createTeam']).toMatchObject({
      __typename: 'InvalidInput',
      field: 'input.name',
    });
  });

  it('cannot set what is not in the input', async () => {
    const answer = await ask(
      'admin',
      `mutation { updateMember(input: { memberId: "${somebody.id}", passwordHash: "x" }) { __typename } }`,
    );
    expect(answer.status).toBe(400);
  });
});
