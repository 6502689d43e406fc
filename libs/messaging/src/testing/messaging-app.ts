import type { AddressInfo } from 'node:net';
import { sign } from '@datacare/cloud-api';
import { ContactsApiModule } from '@datacare/contacts/api';
import { Member, type RoleName } from '@datacare/identity';
import { IdentityApiModule } from '@datacare/identity/api';
import { aMember, signIn } from '@datacare/identity/testing';
import { type Config, type Database, PlatformModule, query } from '@datacare/platform';
import { createApiApp, GraphqlApiModule } from '@datacare/platform/api';
import { testConfig, testDatabase } from '@datacare/platform/testing';
import { Module, type Type } from '@nestjs/common';
import { MessagingApiModule } from '../messaging-api.module';
import { testEntities } from './messaging-test';

export interface Answer<Data> {
  data: Data | null | undefined;
  errors?: { message: string; extensions: Record<string, unknown> }[];
}

/** The API of messaging on a database and a port of its own, asked over real HTTP. */
export interface MessagingApp {
  readonly url: string;
  readonly config: Config;
  readonly db: Database;
  get<T>(type: Type<T>): T;
  rows<T = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  /** Signs a new member of the role in; answers the bearer token. */
  tokenOf(role: RoleName): Promise<string>;
  ask<Data = Record<string, unknown>>(
    token: string,
    query: string,
    variables?: object,
  ): Promise<Answer<Data>>;
  /** Posts a webhook body; signed unless other headers are given. */
  post(body: string | Buffer, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export async function messagingApp(
  environment: Record<string, string> = {},
): Promise<MessagingApp> {
  const database = await testDatabase(testEntities);
  const config = testConfig({ DATABASE_URL: database.url, ...environment });
  @Module({
    imports: [
      PlatformModule.forRoot({ config, entities: testEntities }),
      GraphqlApiModule,
      IdentityApiModule,
      ContactsApiModule,
      MessagingApiModule,
    ],
  })
  class App {}
  const app = await createApiApp(App, config);
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  const request = (path: string, headers: Record<string, string>, body: string | Buffer) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });

  return {
    url,
    config,
    db: database.db,
    get: (type) => app.get(type, { strict: false }),
    rows: (sql, parameters) => query(database.db.em(), sql, parameters),
    tokenOf: async (role) => {
      const member: Member = aMember({ role });
      await database.db.transaction(async (em) => void em.persist(member));
      return (await signIn(app, member)).accessToken;
    },
    ask: async (token, text, variables) => {
      const body = JSON.stringify({ query: text, variables });
      const answer = await request('/graphql', { authorization: `Bearer ${token}` }, body);
      return (await answer.json()) as never;
    },
    post: (body, headers) =>
      request(
        '/webhooks/whatsapp',
        headers ?? { 'x-hub-signature-256': sign(body, config.whatsapp.appSecret) },
        body,
      ),
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
