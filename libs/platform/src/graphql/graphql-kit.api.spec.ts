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
import { Refused, Refusal } from '../errors/refusal';
import { createApiApp } from '../http/create-api-app';
import { platformEntities } from '../platform-entities';
import { PlatformModule } from '../platform.module';
import { eventually } from '../testing/eventually';
import { SocketClient } from '../testing/socket-client';
import { testConfig } from '../testing/test-config';
import { testDatabase, type TestDatabase } from '../testing/test-database';
import { GraphqlApiModule } from './graphql-api.module';
import { Authenticator, type AuthenticatedViewer } from './graphql-context';
import { Allow, Public } from './operation-access';
import { Refuses, resultUnion } from './refuses';
import { jsonScalar } from './scalars';

@ObjectType()
class Leaf {
  @Field(() => Leaf, { nullable: true })
  next: Leaf | null = null;
  @Field(() => Int)
  value: number = 1;
}
const LeafResult = resultUnion('LeafResult', () => [Leaf, InvalidInput]);
const Anything = jsonScalar('Anything', 'Any value.');

@Resolver()
class LeafResolver {
  static ticks = 0;

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

  @Subscription(() => Leaf)
  @Allow(null)
  async *tick(): AsyncGenerator<{ tick: Leaf }> {
    const filler = 'x'.repeat(64);
    for (;;) {
      LeafResolver.ticks++;
      yield { tick: Object.assign(new Leaf(), { filler }) };
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

const sessions = new Map<string, AuthenticatedViewer>();
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

let database: TestDatabase;
let app: NestFastifyApplication;
let url: string;

async function start(
  extra: Type[] = [],
  environment: Record<string, string> = {},
): Promise<NestFastifyApplication> {
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
  class TestAppModule {}
  return createApiApp(TestAppModule, config);
}

const post = async (
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as {
      data?: Record<string, unknown>;
      errors?: { message: string; extensions: Record<string, unknown> }[];
    },
  };
};
const deep = (depth: number) =>
  `{ leaf ${'{ next '.repeat(depth)} { value } ${'}'.repeat(depth)} }`;

beforeAll(async () => {
  database = await testDatabase(platformEntities);
  app = await start();
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(() => {
  sessions.clear();
  sessions.set('good', { memberId: 'm1', sessionId: 's1' });
});

describe('results and errors', () => {
  it('answers a named refusal as a member of the union and any other as an error with its code', async () => {
    const query =
      'mutation($by: Int!) { grow(by: $by) { __typename ... on Refusal { code message } } }';
    expect((await post(query, { by: 1 })).body.data).toEqual({ grow: { __typename: 'Leaf' } });
    expect((await post(query, { by: 0 })).body.data).toEqual({
      grow: {
        __typename: 'InvalidInput',
        code: 'INVALID_INPUT',
        message: 'by must be at least 1.',
      },
    });
    expect((await post('mutation { shrink { value } }')).body.errors![0]!.extensions).toMatchObject(
      { code: 'INVALID_INPUT', field: 'by' },
    );
  });

  it('tells nothing of a fault but the id it is logged under', async () => {
    const { body, headers } = await post('{ broken }', {}, { 'x-correlation-id': 'my-own-id-1' });
    expect(body.errors![0]!.extensions).toEqual({ code: 'INTERNAL', requestId: 'my-own-id-1' });
    expect(headers.get('x-correlation-id')).toBe('my-own-id-1');
    expect(JSON.stringify(body)).not.toMatch(/hunter2|\.ts|stack/);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s in JSON', async (key) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query":"mutation($value: Anything!) { take(value: $value) }","variables":{"value":{"a":{"${key}":{"polluted":true}}}}}`,
    });
    expect(response.status).toBe(400);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('keeps the app from starting when an operation declares no access', async () => {
    @Resolver()
    class OpenResolver {
      @Query(() => String)
      everything(): string {
        return 'secrets';
      }
    }
    @Module({ providers: [OpenResolver] })
    class OpenModule {}
    const open = await start([OpenModule]);
    await expect(open.init()).rejects.toThrow('OpenResolver.everything');
    await open.close();
  });
});

const attacks: Record<string, string> = {
  'a deep query': deep(15),
  'many aliases': `{ ${Array.from({ length: 40 }, (_, n) => `a${n}: leaf { value }`).join(' ')} }`,
  'many directives': `{ leaf { value ${'@include(if: true) '.repeat(60)} } }`,
  'too many tokens': `{ ${'leaf { value } '.repeat(800)} }`,
  'circular fragments':
    '{ leaf { ...A } } fragment A on Leaf { next { ...B } } fragment B on Leaf { next { ...A } }',
  'login asked a hundred times': `mutation { ${Array.from({ length: 10 }, (_, n) => `a${n}: login { value }`).join(' ')} }`,
};

describe('limits over HTTP (A9)', () => {
  it.each(Object.entries(attacks))('refuses %s', async (_, query) => {
    expect((await post(query)).status).toBe(400);
  });

  it('refuses a megabyte of query, an array of requests, and a form that a page could post', async () => {
    expect((await post(`{ leaf { value } } #${'x'.repeat(1_000_000)}`)).status).toBe(413);
    const batch = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '[{"query":"{leaf{value}}"}]',
    });
    expect(batch.status).toBe(400);
    const form = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"query":"{leaf{value}}"}',
    });
    expect(form.status).toBeGreaterThanOrEqual(400);
  });

  it('answers what is within the limits', async () => {
    expect((await post(deep(5))).status).toBe(200);
  });

  it('neither describes the schema nor suggests names in production', async () => {
    const production = await start([], { NODE_ENV: 'production' });
    await production.listen(0, '127.0.0.1');
    const ask = async (query: string) => {
      const response = await fetch(`${await production.getUrl()}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return response.text();
    };
    expect(await ask('{ __schema { types { name } } }')).not.toContain('Leaf');
    expect(await ask('{ lef { value } }')).not.toContain('Did you mean');
    await production.close();
  });
});

describe('limits over the socket (A5, A8)', () => {
  const connected = async () => {
    const client = await SocketClient.open(`${url}/graphql`);
    client.init('good');
    await eventually(() => expect(client.of('connection_ack')).toHaveLength(1));
    return client;
  };

  it('refuses a page of another origin before the upgrade', async () => {
    await expect(
      SocketClient.open(`${url}/graphql`, { origin: 'https://evil.example' }),
    ).rejects.toThrow('403');
  });

  it('closes a socket that shows no good token, or none in time', async () => {
    const forged = await SocketClient.open(`${url}/graphql`);
    forged.init('forged');
    await eventually(() => expect(forged.closed?.code).toBe(4403));
    const silent = await SocketClient.open(`${url}/graphql`);
    await eventually(() => expect(silent.closed?.code).toBe(4408));
  });

  it('refuses every subscription before the handshake', async () => {
    const client = await SocketClient.open(`${url}/graphql`);
    client.subscribe('1', 'subscription { tick { value } }');
    await eventually(() => expect(client.closed?.code).toBe(4401));
  });

  it.each([
    ...Object.entries(attacks),
    ['a query', 'query { leaf { value } }'],
    ['a mutation', 'mutation { shrink { value } }'],
    ['introspection', 'subscription { __typename } query Q { __schema { types { name } } }'],
    ['nonsense', '{{{'],
  ])('refuses %s', async (_, query) => {
    const client = await connected();
    client.subscribe('1', query.replace(/^\{ leaf/, 'subscription { tick'));
    await eventually(() => expect(client.of('error')).toHaveLength(1));
    expect(client.of('next')).toHaveLength(0);
    client.close();
  });

  it('closes on a frame over 64 KB', async () => {
    const client = await connected();
    client.send({ type: 'ping', payload: 'x'.repeat(70_000) });
    await eventually(() => expect(client.closed?.code).toBe(1009));
  });

  it('lives through five thousand frames of rubbish and tells nothing of its insides', async () => {
    const rubbish = [
      '',
      'null',
      '[]',
      '{}',
      '{"type":1}',
      '{"event":"base"}',
      '{"type":"subscribe"}',
      '{"type":"__proto__"}',
      '\u0000\uffff',
      '{"type":"complete","id":{}}',
      '{"type":"subscribe","id":"1","payload":{"query":{}}}',
    ];
    const reasons = new Set<string>();
    let sent = 0;
    while (sent < 5_000) {
      const client = await SocketClient.open(`${url}/graphql`);
      if (sent % 2) client.init('good');
      for (let n = 0; n < 250 && !client.closed; n++, sent++)
        client.send(rubbish[(sent * 7) % rubbish.length]!);
      await eventually(() => expect(client.closed).toBeDefined());
      reasons.add(client.closed!.reason);
    }
    expect([...reasons].join(' ')).not.toMatch(/\.ts|at .*\(|node_modules/);
    expect((await post('{ leaf { value } }')).status).toBe(200);
  });

  it('delivers to a live session and closes within seconds of its end', async () => {
    const client = await connected();
    client.subscribe('1', 'subscription { tick { value } }');
    await eventually(() => expect(client.of('next').length).toBeGreaterThan(2));
    sessions.clear();
    await eventually(() => expect(client.closed?.code).toBe(4401));
  });

  it('allows one member ten sockets', async () => {
    const clients = await Promise.all(
      Array.from({ length: 12 }, () => SocketClient.open(`${url}/graphql`)),
    );
    for (const client of clients) {
      client.init('good');
      await eventually(() => expect(client.closed ?? client.of('connection_ack')[0]).toBeDefined());
    }
    expect(clients.filter(({ closed }) => closed)).toHaveLength(2);
    for (const client of clients) client.close();
  });
});

describe('headers and health', () => {
  it('sends the protective headers', async () => {
    const { headers } = await fetch(`${url}/health/live`);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('says that it lives and is ready, and shows its figures', async () => {
    expect(await (await fetch(`${url}/health/live`)).json()).toEqual({ status: 'up' });
    const ready = await fetch(`${url}/health/ready`);
    expect({ status: ready.status, body: await ready.json() }).toEqual({
      status: 200,
      body: { status: 'up', checks: { postgres: { status: 'up' }, redis: { status: 'up' } } },
    });
    const metrics = await (await fetch(`${url}/metrics`)).text();
    for (const name of [
      'nodejs_eventloop_lag_seconds',
      'datacare_sockets',
      'datacare_dependency_up',
    ])
      expect(metrics).toContain(name);
  });

  it('works on without Redis and says so', async () => {
    const alone = await start([], { REDIS_URL: 'redis://127.0.0.1:1/0' });
    await alone.listen(0, '127.0.0.1');
    const ready = await fetch(`${await alone.getUrl()}/health/ready`);
    expect({ status: ready.status, body: await ready.json() }).toMatchObject({
      status: 200,
      body: { status: 'degraded', checks: { redis: { status: 'down' } } },
    });
    await alone.close();
  });
});
