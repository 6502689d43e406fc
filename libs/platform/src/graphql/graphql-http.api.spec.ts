import { request } from 'node:http';
import { Module } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';
import { query } from '../database/query';
import { attacks, deepEnough, startLeafApp, type LeafApp } from '../testing/leaf-app';

let leaves: LeafApp;
beforeAll(async () => (leaves = await startLeafApp()));
afterAll(() => leaves.close());

describe('results and errors', () => {
  it('answers a named refusal as a member of the union and any other as an error with its code', async () => {
    const query =
      'mutation($by: Int!) { grow(by: $by) { __typename ... on Refusal { code message } } }';
    expect((await leaves.post(query, { by: 1 })).body.data).toEqual({
      grow: { __typename: 'Leaf' },
    });
    expect((await leaves.post(query, { by: 0 })).body.data).toEqual({
      grow: {
        __typename: 'InvalidInput',
        code: 'INVALID_INPUT',
        message: 'by must be at least 1.',
      },
    });
    expect(
      (await leaves.post('mutation { shrink { value } }')).body.errors![0]!.extensions,
    ).toMatchObject({ code: 'INVALID_INPUT', field: 'by' });
  });

  it('tells nothing of a fault but the id it is logged under', async () => {
    const { body, headers } = await leaves.post(
      '{ broken }',
      {},
      { 'x-correlation-id': 'my-own-id-1' },
    );
    expect(body.errors![0]!.extensions).toEqual({ code: 'INTERNAL', requestId: 'my-own-id-1' });
    expect(headers.get('x-correlation-id')).toBe('my-own-id-1');
    expect(JSON.stringify(body)).not.toMatch(/hunter2|\.ts|stack/);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s in JSON', async (key) => {
    const response = await fetch(`${leaves.url}/graphql`, {
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
    const open = await leaves.another([OpenModule]);
    await expect(open.init()).rejects.toThrow('OpenResolver.everything');
    await open.close();
  });
});

describe('limits over HTTP (A9)', () => {
  it.each(Object.entries(attacks))('refuses %s', async (_, query) => {
    expect((await leaves.post(query)).status).toBe(400);
  });

  it('refuses a megabyte of query, an array of requests, and a form that a page could post', async () => {
    expect((await leaves.post(`{ leaf { value } } #${'x'.repeat(1_000_000)}`)).status).toBe(413);
    const batch = await fetch(`${leaves.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '[{"query":"{leaf{value}}"}]',
    });
    expect(batch.status).toBe(400);
    const form = await fetch(`${leaves.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"query":"{leaf{value}}"}',
    });
    expect(form.status).toBeGreaterThanOrEqual(400);
  });

  it('answers what is within the limits', async () => {
    expect((await leaves.post(deepEnough)).status).toBe(200);
  });

  it('neither describes the schema nor suggests names in production', async () => {
    const production = await leaves.another([], { NODE_ENV: 'production' });
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

describe('headers and health', () => {
  it('sends the protective headers', async () => {
    const { headers } = await fetch(`${leaves.url}/health/live`);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('gives nothing of a request back to TRACE (A29)', async () => {
    const { hostname, port } = new URL(leaves.url);
    const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const headers = { authorization: 'Bearer planted', cookie: 'planted=1' };
      const options = { hostname, port, method: 'TRACE', path: '/graphql', headers, agent: false };
      const sent = request(options, (response) => {
        let text = '';
        response.on('data', (chunk) => (text += String(chunk)));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      });
      sent.on('error', reject).end();
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).not.toContain('planted');
  });

  it('says that it lives and is ready, and shows its figures', async () => {
    expect(await (await fetch(`${leaves.url}/health/live`)).json()).toEqual({ status: 'up' });
    const ready = await fetch(`${leaves.url}/health/ready`);
    expect({ status: ready.status, body: await ready.json() }).toEqual({
      status: 200,
      body: { status: 'up', checks: { postgres: { status: 'up' }, redis: { status: 'up' } } },
    });
    const metrics = await (await fetch(`${leaves.url}/metrics`)).text();
    for (const name of [
      'nodejs_eventloop_lag_seconds',
      'datacare_sockets',
      'datacare_dependency_up',
    ])
      expect(metrics).toContain(name);
  });

  it('is not ready on a standby that only reads, and says so (F6)', async () => {
    const { db, url } = leaves.database;
    const only = `alter database "${new URL(url).pathname.slice(1)}"`;
    await query(db.em(), `${only} set default_transaction_read_only = on`);
    const there = await leaves.another();
    try {
      await there.listen(0, '127.0.0.1');
      const ready = await fetch(`${await there.getUrl()}/health/ready`);
      expect({ status: ready.status, body: await ready.json() }).toMatchObject({
        status: 503,
        body: {
          status: 'down',
          checks: { postgres: { reason: expect.stringMatching(/standby/) } },
        },
      });
    } finally {
      await there.close();
      await query(db.em(), `${only} reset default_transaction_read_only`);
    }
  });

  it('works on without Redis and says so', async () => {
    const alone = await leaves.another([], { REDIS_URL: 'redis://127.0.0.1:1/0' });
    await alone.listen(0, '127.0.0.1');
    const ready = await fetch(`${await alone.getUrl()}/health/ready`);
    expect({ status: ready.status, body: await ready.json() }).toMatchObject({
      status: 200,
      body: { status: 'degraded', checks: { redis: { status: 'down' } } },
    });
    await alone.close();
  });
});
