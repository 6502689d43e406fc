import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { buildSchema, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { GraphQLInputType, GraphQLSchema } from 'graphql';
import { baseEnvironment, channelToken } from './harness/environment.mjs';
import type { GraphqlClient } from './harness/graphql-client';
import { fillOutbox, waitingItems } from './harness/outbox';
import { RedisServer } from './harness/redis-server';
import { startStack, type Stack } from './harness/stack';
import { eventually } from './harness/wait';
import { newWamid, personOf, postWebhook, textFrom, webhook } from './harness/webhooks';

let stack: Stack;
let redis: RedisServer;
let admin: GraphqlClient;
beforeAll(async () => {
  redis = await RedisServer.start(process.env['FLOW_FOLDER']!);
  // As in production, where faults tell nothing and the schema does not describe itself.
  stack = await startStack({
    redisUrl: redis.url,
    env: { NODE_ENV: 'production', PUBLIC_URL: 'https://inbox.example', LOG_LEVEL: 'debug' },
  });
  admin = await stack.login('admin');
});
afterAll(async () => {
  await stack?.stop();
  await redis?.kill();
});

const settled = () => eventually(async () => expect(await waitingItems(stack)).toBe(0));

describe('A17: an old webhook posted again', () => {
  it('changes nothing, also long after it was processed', async () => {
    const person = personOf(1);
    const body = webhook({ messages: [textFrom(person, 'Once')], people: [person] });
    expect(await postWebhook(stack.url, body)).toBe(200);
    await settled();
    const shown = () =>
      stack.rows('select id, unread_count, last_message_at from conversation order by id');
    await eventually(async () => expect(await shown()).toHaveLength(1));
    const before = await shown();
    await stack.rows(
      "update webhook_event set received_at = received_at - interval '1 day', processed_at = processed_at - interval '1 day'",
    );
    for (let copy = 0; copy < 5; copy++) expect(await postWebhook(stack.url, body)).toBe(200);
    await settled();
    expect(await shown()).toEqual(before);
    expect(await stack.count('select count(*) from message')).toBe(1);
  });

  it('goes by the number id alone: one for a foreign number reaches no thread of ours', async () => {
    const message = textFrom(personOf(1), 'For somebody else');
    const body = webhook({ messages: [message], people: [personOf(1)] }, '999999999999999');
    expect(await postWebhook(stack.url, body)).toBe(200);
    await settled();
    expect(
      await stack.count('select count(*) from message where wamid = $1', [message['id']]),
    ).toBe(0);
  });
});

const injections = [
  "' or '1'='1",
  "'; drop table message; --",
  '" or ""="',
  '1; select pg_sleep(10)',
  "1' and (select 1 from pg_sleep(10)) is null --",
  '${7*7}',
  '{{constructor.constructor("return process")()}}',
  '\\u0000',
  'a\u0000b',
  '%',
  '../../etc/passwd',
  '$where: sleep(10000)',
];
const objects: unknown[] = [
  { $ne: '' },
  { $gt: '' },
  { $where: 'sleep(10000)' },
  { $regex: '.*' },
  ['a', { $ne: null }],
  { type: 'text', text: { body: { $ne: '' } } },
  { type: 'text', text: { $gt: '' } },
  JSON.parse('{"__proto__":{"admin":true}}'),
  { constructor: { prototype: { admin: true } } },
];

const bare = (type: GraphQLInputType): GraphQLInputType =>
  isNonNullType(type) || isListType(type) ? bare(type.ofType as GraphQLInputType) : type;

/** A value of the type in which every text, id and JSON is the hostile one. */
function hostile(type: GraphQLInputType, value: unknown): unknown {
  if (isNonNullType(type)) return hostile(type.ofType as GraphQLInputType, value);
  if (isListType(type)) return [hostile(type.ofType as GraphQLInputType, value)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.entries(type.getFields()).map(([name, field]) => [name, hostile(field.type, value)]),
    );
  if (type.name === 'Int' || type.name === 'Float') return 1;
  if (type.name === 'Boolean') return false;
  return value;
}

/** Every operation with an argument, as a document with its variables. */
function operations(schema: GraphQLSchema) {
  return (['query', 'mutation'] as const).flatMap((kind) => {
    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    return Object.values(root!.getFields()).flatMap((field) => {
      if (field.args.length === 0 || field.name === 'login') return [];
      const names = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
      const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
      const isLeaf = ['Int', 'Boolean', 'String'].includes(String(field.type).replace('!', ''));
      const document = `${kind} (${names}) { ${field.name}(${given}) ${isLeaf ? '' : '{ __typename }'} }`;
      const takesText = field.args.some(({ type }) => !isEnumType(bare(type)));
      return takesText ? [{ name: field.name, document, args: field.args }] : [];
    });
  });
}

describe('A26: SQL and operators in every text, id and JSON', () => {
  it('are data or refused by name; nothing fails inside, sleeps, or changes a table', async () => {
    const sdl = readFileSync(join(import.meta.dirname, '../../apps/api/schema.graphql'), 'utf8');
    const all = operations(buildSchema(sdl));
    expect(all.length).toBeGreaterThan(15);
    const tables = () =>
      stack.rows(
        `select (select count(*)::int from message) as messages, (select count(*)::int from contact) as contacts,
           (select count(*)::int from member) as members, (select count(*)::int from channel) as channels,
           (select count(*)::int from information_schema.tables where table_schema = 'public') as tables`,
      );
    const before = await tables();
    const faults: string[] = [];
    for (const { name, document, args } of all) {
      for (const value of [...injections, ...objects]) {
        const variables = Object.fromEntries(
          args.map((arg) => [arg.name, hostile(arg.type, value)]),
        );
        const began = Date.now();
        const answer = await admin.ask(document, variables);
        const codes = (answer.errors ?? []).map(({ extensions }) => extensions?.['code']);
        if (codes.includes('INTERNAL') || answer.status >= 500)
          faults.push(`${name} ${JSON.stringify(value)}: ${answer.text.slice(0, 200)}`);
        if (Date.now() - began > 9_000) faults.push(`${name} ${JSON.stringify(value)} slept`);
      }
    }
    expect(faults).toEqual([]);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
    const [after] = await tables();
    // Teams and members made of text are what these mutations are for; nothing else may change.
    expect(after).toMatchObject({ ...before[0], members: expect.any(Number) });
  }, 120_000);

  it('refuse a text that no table can keep, and name the field', async () => {
    const [row] = await stack.rows<{ id: string }>('select id from conversation limit 1');
    const content = { type: 'text', text: { body: 'a\u0000b' } };
    const { errors } = await admin.ask(
      'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { __typename } }',
      { input: { conversationId: row!.id, clientKey: randomUUID(), content } },
    );
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain('input.content.text.body');
  });

  it('does not let operators stand for a password', async () => {
    const [email] = stack.emails('admin');
    const answer = await admin.ask(
      'mutation ($input: LoginInput!) { login(input: $input) { __typename } }',
      { input: { email, password: { $ne: '' } } },
    );
    expect(answer.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});

describe('A29: what every answer carries, and what errors tell', () => {
  const paths = [
    '/graphql',
    '/webhooks/whatsapp',
    '/health/live',
    '/health/ready',
    '/api/v1/media',
    '/media/none',
    '/nowhere',
    '/.env',
    '/main.js.map',
    '/graphql?query={__schema{types{name}}}',
  ];

  it.each(paths)('protects %s and hides its insides', async (path) => {
    const answer = await fetch(`${stack.url}${path}`, { headers: { accept: 'text/html' } });
    const { headers } = answer;
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toMatch(
      /max-age=31536000.*includeSubDomains/i,
    );
    expect(headers.get('x-powered-by')).toBeNull();
    const text = await answer.text();
    expect(text).not.toMatch(/node_modules|at .*\.(ts|js):\d+|postgres:\/\//);
    expect(text).not.toContain('<html');
  });

  it('does not describe its schema, guess names, or open to the pages of other origins', async () => {
    const { errors } = await admin.ask('{ __schema { types { name } } }');
    expect(errors?.length).toBeGreaterThan(0);
    const { text } = await admin.ask('{ conversatons { edges { cursor } } }');
    expect(text).not.toContain('Did you mean');
    const preflight = await fetch(`${stack.url}/graphql`, { method: 'OPTIONS' });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('tells of a fault by its id alone', async () => {
    await stack.rows('alter table team rename to team_away');
    try {
      const { errors, text } = await admin.ask('{ teams { id name } }');
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'INTERNAL',
        requestId: expect.any(String),
      });
      expect(text).not.toMatch(/relation|select|team_away|stack/i);
      const requestId = String(errors![0]!.extensions!['requestId']);
      expect(stack.apis[0]!.log()).toContain(requestId);
    } finally {
      await stack.rows('alter table team_away rename to team');
    }
  });
});

describe('A30: the access token of a number', () => {
  it('is in no table, log, key of Redis, answer or error, though it was used', async () => {
    await fillOutbox(stack, { threads: 10, each: 1 });
    await eventually(() => expect(stack.fake.ledger.total).toBeGreaterThanOrEqual(10));
    // Errors of WhatsApp, of the network and of our own are where tokens like to show.
    stack.fake.control.faults({ failures: { next: 5, code: 131000, httpStatus: 500 } });
    await fillOutbox(stack, { threads: 5, each: 1 });
    stack.fake.control.faults({ resetBeforeReading: { next: 5 } });
    await fillOutbox(stack, { threads: 5, each: 1 });
    await postWebhook(stack.url, webhook({ messages: [textFrom(personOf(7), newWamid())] }));
    await settled();
    const answers = [
      await admin.ask('{ channels { id name phoneNumberId businessAccountId pausedReason } }'),
      await admin.ask(
        'mutation ($id: ID!) { testChannel(id: $id) { name passed message action } }',
        {
          id: stack.channelId,
        },
      ),
      await admin.ask('{ channels { accessToken } }'),
      await admin.ask('{ channels { accessTokenSealed } }'),
    ].map(({ text }) => text);
    expect(answers[1]).toContain('passed');
    const tables = await stack.rows<{ table_name: string }>(
      "select table_name from information_schema.tables where table_schema = 'public'",
    );
    const dump: string[] = [];
    for (const { table_name } of tables)
      for (const row of await stack.rows(`select t::text as row from "${table_name}" t`))
        dump.push(String(row['row']));
    expect(dump.length).toBeGreaterThan(30);
    const logs = readdirSync(stack.folder)
      .filter((name) => name.endsWith('.log'))
      .map((name) => readFileSync(join(stack.folder, name), 'utf8'));
    const commandLines = execFileSync('ps', ['-eo', 'args']).toString();
    const secrets = [
      channelToken,
      baseEnvironment['WHATSAPP_APP_SECRET']!,
      baseEnvironment['SECRETS_KEY']!,
    ];
    for (const secret of secrets)
      for (const place of [...answers, ...dump, ...logs, await redis.dump(), commandLines])
        expect(place.includes(secret)).toBe(false);
  });

  it('does not open when it is moved to another row', async () => {
    await stack.rows(
      `insert into channel (id, name, phone_number_id, business_account_id, access_token_sealed)
       select $1, 'Moved', '106540352240000', business_account_id, access_token_sealed from channel where id = $2`,
      [randomUUID(), stack.channelId],
    );
    const [moved] = await stack.rows<{ id: string }>("select id from channel where name = 'Moved'");
    const { text, errors } = await admin.ask(
      'mutation ($id: ID!) { testChannel(id: $id) { name passed } }',
      { id: moved!.id },
    );
    const passed = errors
      ? []
      : (JSON.parse(text) as { data: { testChannel: { passed: boolean }[] } }).data.testChannel;
    expect(passed.every((check) => check.passed)).toBe(passed.length === 0);
    expect(text).not.toContain(channelToken);
  });
});
