import type { AddressInfo } from 'node:net';
import { identityEntities, type RoleName } from '@datacare/identity';
import { IdentityApiModule } from '@datacare/identity/api';
import { aMember, signIn } from '@datacare/identity/testing';
import { newId, PlatformModule, platformEntities } from '@datacare/platform';
import { createApiApp, GraphqlApiModule } from '@datacare/platform/api';
import { testConfig, testDatabase, type TestDatabase } from '@datacare/platform/testing';
import { Module, type INestApplication } from '@nestjs/common';
import { ContactsApiModule } from '../contacts-api.module';
import { contactsEntities } from '../entities';
import { aContact } from '../testing/contacts';
import { ContactIdentity } from './contact-identity.entity';
import type { Contact } from './contact.entity';

const entities = [...platformEntities, ...identityEntities, ...contactsEntities];
const read =
  'query ($id: ID!) { contact(id: $id) { id displayName name phone username identities { kind value display } tags } }';
const update = `mutation ($input: UpdateContactInput!) { updateContact(input: $input) {
  __typename ... on Contact { displayName name language tags } ... on Refusal { code message } ... on InvalidInput { field } } }`;

describe('contacts over GraphQL', () => {
  let database: TestDatabase;
  let app: INestApplication;
  let url: string;
  let agent: string;
  let contact: Contact;

  const tokenOf = async (role: RoleName) => {
    const member = aMember({ role });
    await database.db.transaction(async (em) => void em.persist(member));
    return (await signIn(app, member)).accessToken;
  };
  const ask = async (token: string, query: string, variables: object) => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await answer.json()) as {
      data: Record<string, Record<string, unknown> | null>;
      errors?: unknown[];
    };
  };

  beforeAll(async () => {
    database = await testDatabase(entities);
    const config = testConfig({ DATABASE_URL: database.url });
    @Module({
      imports: [
        PlatformModule.forRoot({ config, entities }),
        GraphqlApiModule,
        IdentityApiModule,
        ContactsApiModule,
      ],
    })
    class App {}
    const created = await createApiApp(App, config);
    await created.listen(0, '127.0.0.1');
    app = created;
    url = `http://127.0.0.1:${(created.getHttpServer().address() as AddressInfo).port}`;
    agent = await tokenOf('agent');
    const made = aContact({ profileName: 'Asha', phone: '254712345678' });
    contact = made.contact;
    await database.db.transaction(async (em) => {
      em.persist(contact);
      await em.flush();
      em.persist([
        made.phone,
        new ContactIdentity({ contactId: contact.id, kind: 'username', value: 'asha.w' }),
      ]);
    });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('shows a person with every identity, the number grouped for reading', async () => {
    const { data } = await ask(agent, read, { id: contact.id });
    expect(data['contact']).toMatchObject({
      displayName: 'Asha',
      name: null,
      phone: '+254 712 345 678',
      username: 'asha.w',
    });
    expect(data['contact']!['identities']).toContainEqual({
      kind: 'phone',
      value: '254712345678',
      display: '+254 712 345 678',
    });
    expect(data['contact']!['identities']).toContainEqual({
      kind: 'username',
      value: 'asha.w',
      display: '@asha.w',
    });
  });

  it('answers null alike for nobody and for an id that is none', async () => {
    expect((await ask(agent, read, { id: newId() })).data).toEqual({ contact: null });
    expect((await ask(agent, read, { id: "' or true --" })).data).toEqual({ contact: null });
  });

  it('names, tags and translates a person, and leaves what is not given', async () => {
    const named = await ask(agent, update, {
      input: {
        contactId: contact.id,
        name: ' Asha Wanjiru ',
        tags: ['vip', 'vip', ' '],
        language: 'sw_KE',
      },
    });
    expect(named.data['updateContact']).toEqual({
      __typename: 'Contact',
      displayName: 'Asha Wanjiru',
      name: 'Asha Wanjiru',
      language: 'sw-KE',
      tags: ['vip'],
    });
    const unnamed = await ask(agent, update, { input: { contactId: contact.id, name: null } });
    expect(unnamed.data['updateContact']).toMatchObject({
      displayName: 'Asha',
      name: null,
      tags: ['vip'],
    });
  });

  it('refuses what is no language and names the field', async () => {
    const { data } = await ask(agent, update, { input: { contactId: contact.id, language: '?!' } });
    expect(data['updateContact']).toMatchObject({
      __typename: 'InvalidInput',
      code: 'INVALID_INPUT',
      field: 'input.language',
    });
  });

  it('says that a person does not exist', async () => {
    const { data } = await ask(agent, update, { input: { contactId: newId(), name: 'X' } });
    expect(data['updateContact']).toMatchObject({ __typename: 'NotFound', code: 'NOT_FOUND' });
  });

  it.each(['admin', 'manager', 'agent', 'marketer'] as const)('is open to a %s', async (role) => {
    expect(
      (await ask(await tokenOf(role), read, { id: contact.id })).data['contact'],
    ).toMatchObject({ id: contact.id });
  });

  it('is closed to somebody who has not signed in', async () => {
    expect((await ask('nobody', read, { id: contact.id })).errors).toHaveLength(1);
  });
});
