import { type AddressInfo } from 'node:net';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { type Config, type Database, PlatformModule, platformEntities } from '@datacare/platform';
import { createApiApp, GraphqlApiModule } from '@datacare/platform/api';
import { testConfig, testDatabase } from '@datacare/platform/testing';
import { identityEntities } from '../entities';
import { IdentityApiModule } from '../identity-api.module';
import { type Member } from '../members/member.entity';
import { signIn } from './members';

export interface Answer<Data = Record<string, unknown>> {
  readonly status: number;
  readonly data: Data | null | undefined;
  readonly errors?: { message: string; extensions: Record<string, unknown> }[];
  readonly cookie: string | undefined;
}

export interface Ask {
  variables?: Record<string, unknown>;
  /** Access token. */
  token?: string;
  cookie?: string;
  headers?: Record<string, string>;
}

/** The API of identity alone, on a database and a port of its own, asked over real HTTP. */
export interface IdentityApp {
  readonly url: string;
  readonly config: Config;
  readonly db: Database;
  get<T>(type: Type<T>): T;
  save(...members: Member[]): Promise<void>;
  tokenOf(member: Member): Promise<string>;
  ask<Data = Record<string, unknown>>(query: string, options?: Ask): Promise<Answer<Data>>;
  close(): Promise<void>;
}

/** Starts it; `environment` replaces settings, `extra` adds modules that only a test has. */
export async function identityApp(
  environment: Record<string, string> = {},
  extra: (Type | DynamicModule)[] = [],
): Promise<IdentityApp> {
  const database = await testDatabase([...platformEntities, ...identityEntities]);
  const config = testConfig({ DATABASE_URL: database.url, ...environment });
  const entities = [...platformEntities, ...identityEntities];
  @Module({
    imports: [
      PlatformModule.forRoot({ config, entities }),
      GraphqlApiModule,
      IdentityApiModule,
      ...extra,
    ],
  })
  class App {}
  const app = await createApiApp(App, config);
  const close = async () => {
    await app.close();
    await database.drop();
  };
  try {
    await app.listen(0, '127.0.0.1');
  } catch (error) {
    await close();
    throw error;
  }
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;

  return {
    url,
    config,
    db: database.db,
    get: (type) => app.get(type, { strict: false }),
    save: (...members) => database.db.transaction(async (em) => void em.persist(members)),
    tokenOf: async (member) => (await signIn(app, member)).accessToken,
    ask: (query, options) => ask(url, query, options),
    close,
  };
}

async function ask<Data>(url: string, query: string, options: Ask = {}): Promise<Answer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      ...(options.cookie ? { cookie: options.cookie } : {}),
      ...options.headers,
    },
    body: JSON.stringify({ query, variables: options.variables }),
  });
  const body = (await response.json()) as Pick<Answer<Data>, 'data' | 'errors'>;
  return { status: response.status, ...body, cookie: response.headers.getSetCookie()[0] };
}
