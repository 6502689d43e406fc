import { Global, Module, type Type } from '@nestjs/common';
import {
  Args,
  Field,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Subscription,
} from '@nestjs/graphql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { InvalidInput } from '../errors/common.refusals';
import { Refused } from '../errors/refusal';
import { createApiApp } from '../http/create-api-app';
import { platformEntities } from '../platform-entities';
import { PlatformModule } from '../platform.module';
import { testConfig } from './test-config';
import { testDatabase, type TestDatabase } from './test-database';
import { GraphqlApiModule } from '../graphql/graphql-api.module';
import { Authenticator, type AuthenticatedViewer } from '../graphql/graphql-context';
import { Allow, Public } from '../graphql/operation-access';
import { Refuses, resultUnion } from '../graphql/refuses';
import { jsonScalar } from '../graphql/scalars';

@ObjectType()
class Leaf {
  @Field(() => Leaf, { nullable: true })
  next: Leaf | null = null;
  @Field(() => Int)
  value: number = 1;
}
const LeafResult = resultUnion('LeafResult', () => [Leaf, InvalidInput]);
const Anything = jsonScalar('Anything', 'Any value.');

/** How many messages of 50 kB the flood has put out. */
export const flood = { sent: 0 };

@Resolver()
class LeafResolver {
  @Query(() => Leaf)
  @Public()
  leaf(): Leaf {
    return new Leaf();
  }

  @Query(() => String)
  @Public()
  broken(): string {
    throw new Error('password=hunter2 in a stack');
  }

  @Mutation(() => LeafResult)
  @Public()
  @Refuses(InvalidInput)
  grow(@Args('by', { type: () => Int }) by: number): Leaf {
    if (by < 1) throw new Refused(new InvalidInput('by', 'by must be at least 1.'));
    return new Leaf();
  }

  @Mutation(() => Leaf)
  @Public()
  shrink(): Leaf {
    throw new Refused(new InvalidInput('by', 'Leaves do not shrink.'));
  }

  @Mutation(() => String)
  @Public()
  take(@Args('value', { type: () => Anything }) value: unknown): string {
    return JSON.stringify(value);
  }

  @Subscription(() => String)
  @Allow(null)
  async *flood(): AsyncGenerator<{ flood: string }> {
    for (;;) {
      flood.sent++;
      yield { flood: 'x'.repeat(50_000) };
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  @Subscription(() => Leaf)
  @Allow(null)
  async *crash(): AsyncGenerator<{ crash: Leaf }> {
    yield {
      get crash(): Leaf {
        throw new Error('password=hunter2');
      },
    };
  }

  @Subscription(() => Leaf)
  @Allow(null)
  async *tick(): AsyncGenerator<{ tick: Leaf }> {
    const filler = 'x'.repeat(64);
    for (;;) {
      yield { tick: Object.assign(new Leaf(), { filler }) };
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** Access tokens that are good. */
export const sessions = new Map<string, AuthenticatedViewer>();
class TestAuthenticator extends Authenticator {
  authenticate = async (token: string) => sessions.get(token) ?? null;
  refresh = async (viewer: AuthenticatedViewer) =>
    [...sessions.values()].find((known) => known.sessionId === viewer.sessionId) ?? null;
}

@Global()
@Module({
  providers: [{ provide: Authenticator, useClass: TestAuthenticator }],
  exports: [Authenticator],
})
class TestAuthModule {}

@Module({ providers: [LeafResolver] })
class LeafModule {}

export interface LeafApp {
  app: NestFastifyApplication;
  url: string;
  database: TestDatabase;
  /** Another app on the same database; not listening yet. */
  another(extra?: Type[], environment?: Record<string, string>): Promise<NestFastifyApplication>;
  post(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: {
    data?: Record<string, unknown>;
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
}

/** A running API whose only operations are about leaves. */
export async function startLeafApp(): Promise<LeafApp> {
  const database = await testDatabase(platformEntities);
  const another: LeafApp['another'] = (extra = [], environment = {}) => {
    const config = testConfig({ DATABASE_URL: database.url, ...environment });
    @Module({
      imports: [
        PlatformModule.forRoot({ config, entities: platformEntities }),
        TestAuthModule,
        GraphqlApiModule,
        LeafModule,
        ...extra,
      ],
    })
    class LeafAppModule {}
    return createApiApp(LeafAppModule, config);
  };
  const app = await another();
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    app,
    url,
    database,
    another,
    post: async (query, variables = {}, headers = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await response.json()) as Answer['body'];
      return { status: response.status, headers: response.headers, body };
    },
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}

const deep = (depth: number) =>
  `{ leaf ${'{ next '.repeat(depth)} { value } ${'}'.repeat(depth)} }`;

/** Within the limits. */
export const deepEnough = deep(5);

/** Documents that no door may let in. */
export const attacks: Record<string, string> = {
  'a deep query': deep(15),
  'many aliases': `{ ${Array.from({ length: 40 }, (_, n) => `a${n}: leaf { value }`).join(' ')} }`,
  'many directives': `{ leaf { value ${'@include(if: true) '.repeat(60)} } }`,
  'too many tokens': `{ ${'leaf { value } '.repeat(800)} }`,
  'circular fragments':
    '{ leaf { ...A } } fragment A on Leaf { next { ...B } } fragment B on Leaf { next { ...A } }',
  'login asked a hundred times': `mutation { ${Array.from({ length: 10 }, (_, n) => `a${n}: login { value }`).join(' ')} }`,
};
