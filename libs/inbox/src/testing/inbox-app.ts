import type { AddressInfo } from 'node:net';
import { ContactsApiModule } from '@datacare/contacts/api';
import { TeamMember, type Member } from '@datacare/identity';
import { IdentityApiModule } from '@datacare/identity/api';
import { aMember, signIn } from '@datacare/identity/testing';
import { MessagingApiModule } from '@datacare/messaging/api';
import { PlatformModule, type Database } from '@datacare/platform';
import { createApiApp, GraphqlApiModule } from '@datacare/platform/api';
import { SocketClient, testConfig, testDatabase } from '@datacare/platform/testing';
import { RelayWorkerModule } from '@datacare/platform/worker';
import { Module, type Type } from '@nestjs/common';
import { InboxApiModule } from '../inbox-api.module';
import { InboxWorkerModule } from '../inbox-worker.module';
import { testEntities } from './entities';

export interface Answer<Data> {
  data: Data | null | undefined;
  errors?: { message: string; extensions: Record<string, unknown> }[];
}

/** The API with the inbox, and the worker's relay beside it, on a database and a port of their own. */
export interface InboxApp {
  readonly url: string;
  readonly db: Database;
  get<T>(type: Type<T>): T;
  /** A saved member of this role, in these teams, with an access token. */
  join(role: Member['role'], teamIds?: string[]): Promise<{ member: Member; token: string }>;
  ask<Data = Record<string, never>>(
    token: string | undefined,
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<Answer<Data>>;
  /** A socket that has shaken hands. */
  connect(token: string): Promise<SocketClient>;
  close(): Promise<void>;
}

export async function inboxApp(): Promise<InboxApp> {
  const database = await testDatabase(testEntities);
  const config = testConfig({ DATABASE_URL: database.url });
  @Module({
    imports: [
      PlatformModule.forRoot({ config, entities: testEntities }),
      GraphqlApiModule,
      RelayWorkerModule,
      IdentityApiModule,
      ContactsApiModule,
      MessagingApiModule,
      InboxApiModule,
      InboxWorkerModule,
    ],
  })
  class App {}
  const app = await createApiApp(App, config);
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  return {
    url,
    db: database.db,
    get: (type) => app.get(type, { strict: false }),
    join: async (role, teamIds = []) => {
      const member = aMember({ role });
      await database.db.transaction(async (em) => {
        await em.persist(member).flush();
        await em.insertMany(
          TeamMember,
          teamIds.map((teamId) => ({ teamId, memberId: member.id })),
        );
      });
      return { member, token: (await signIn(app, member)).accessToken };
    },
    ask: async (token, query, variables) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as never;
    },
    connect: async (token) => {
      const client = await SocketClient.open(`${url}/graphql`);
      client.init(token);
      return client;
    },
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
