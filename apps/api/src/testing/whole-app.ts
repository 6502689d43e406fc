import { entities } from '@datacare/database';
import type { RoleName } from '@datacare/identity';
import { aMember, signIn } from '@datacare/identity/testing';
import type { Database } from '@datacare/platform';
import { createApiApp } from '@datacare/platform/api';
import { testConfig, testDatabase } from '@datacare/platform/testing';
import { appModule } from '../app.module';

/** The whole API on a database and a port of its own. */
export interface WholeApp {
  readonly url: string;
  readonly db: Database;
  tokenOf(role: RoleName): Promise<string>;
  ask(token: string, query: string, variables?: Record<string, unknown>): Promise<Asked>;
  close(): Promise<void>;
}

export interface Asked {
  status: number;
  body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; extensions?: Record<string, unknown> }[];
  };
}

export async function wholeApp(environment: Record<string, string> = {}): Promise<WholeApp> {
  const database = await testDatabase(entities);
  const config = testConfig({ DATABASE_URL: database.url, ...environment });
  const app = await createApiApp(appModule(config), config);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    url,
    db: database.db,
    tokenOf: async (role) => {
      const member = aMember({ role });
      await database.db.transaction(async (em) => void em.persist(member));
      return (await signIn(app, member)).accessToken;
    },
    ask: async (token, query, variables = {}) => {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      return { status: answer.status, body: (await answer.json()) as Asked['body'] };
    },
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
