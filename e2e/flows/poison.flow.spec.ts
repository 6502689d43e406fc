import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deadLetters, replay, type DeadLetter } from './harness/operations';
import { waitingItems } from './harness/outbox';
import { startStack, type Stack } from './harness/stack';
import { eventually, sleep } from './harness/wait';
import { line } from './harness/environment.mjs';
import { messageFrom, personOf, postWebhook, textFrom, webhook } from './harness/webhooks';

const here = dirname(fileURLToPath(import.meta.url));

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    // A worker that gets SIGUSR2 leaves a rejection that nobody handles.
    env: { NODE_OPTIONS: `--import ${join(here, 'harness', 'reject-on-signal.mjs')}` },
  });
});
afterAll(() => stack?.stop());

const settled = () => eventually(async () => expect(await waitingItems(stack)).toBe(0));
const messages = (ids: unknown[]) =>
  stack.count('select count(*) from message where wamid = any($1::text[])', [ids]);
const letterWith = (letters: DeadLetter[], text: string) =>
  letters.filter(({ body }) => body.includes(text));

const CREATE = `mutation ($input: CreateChannelInput!) {
  createChannel(input: $input) { __typename ... on Refusal { message } }
}`;

describe('F11: one bad item among a hundred', () => {
  it('processes the other 99, answers 200 and keeps the bad one with its body', async () => {
    const good = Array.from({ length: 95 }, (_, index) => textFrom(personOf(index), `${index}`));
    const odd = [
      messageFrom(personOf(200), { type: 'hologram', hologram: { depth: 3 } }),
      textFrom(personOf(201), 'a\u0000b 🦒'),
      textFrom(personOf(202), 'x'.repeat(1024 * 1024)),
      messageFrom(personOf(203), { type: 'text', text: null }),
    ];
    const bad = { id: 'wamid.bad', timestamp: 'soon', type: 'text', text: { body: 'when?' } };
    const body = webhook({ messages: [...good.slice(0, 50), bad, ...odd, ...good.slice(50)] });
    expect(await postWebhook(stack.url, body)).toBe(200);
    await settled();
    expect(await messages([...good, ...odd].map(({ id }) => id))).toBe(99);
    const admin = await stack.login('admin');
    const letters = await deadLetters(admin);
    expect(letters).toHaveLength(1);
    expect(JSON.parse(letters[0]!.body)).toMatchObject({ message: bad });
  });

  it('takes a parked item in after its cause is gone, when a person says so, and only once', async () => {
    const other = '106540352249999';
    const message = textFrom(personOf(300), 'To the new number');
    const body = webhook({ messages: [message], people: [personOf(300)] }, other);
    expect(await postWebhook(stack.url, body)).toBe(200);
    const admin = await stack.login('admin');
    const [letter] = await eventually(async () => {
      const found = letterWith(await deadLetters(admin), String(message['id']));
      expect(found).toHaveLength(1);
      return found;
    });
    expect(letter!.error).toContain(other);
    const input = { name: 'Second', phoneNumberId: other, businessAccountId: line.wabaId };
    const created = await admin.get(CREATE, {
      input: { ...input, accessToken: 'EAAGsecondToken' },
    });
    expect(created).toMatchObject({ createChannel: { __typename: 'Channel' } });
    expect(await replay(admin, [letter!.id])).toEqual({ replayDeadLetters: 1 });
    expect(await replay(admin, [letter!.id])).toEqual({ replayDeadLetters: 0 });
    await eventually(async () => expect(await messages([message['id']])).toBe(1));
    expect(letterWith(await deadLetters(admin), String(message['id']))).toEqual([]);
  });
});

describe('F26: an item that throws, and a fault that nobody handles', () => {
  it('gives an item up after five tries and lets the others pass', async () => {
    await stack.rows(`create function refuse_poison() returns trigger language plpgsql as $$
      begin
        if new.content->'text'->>'body' = 'poison' then raise exception 'this row is poison'; end if;
        return new;
      end $$`);
    await stack.rows(
      'create trigger poison before insert on message for each row execute function refuse_poison()',
    );
    const poison = textFrom(personOf(400), 'poison');
    const others = Array.from({ length: 20 }, (_, index) =>
      textFrom(personOf(400 + index), `${index}`),
    );
    const batch = [...others.slice(0, 10), poison, ...others.slice(10)];
    expect(await postWebhook(stack.url, webhook({ messages: batch }))).toBe(200);
    await eventually(async () => expect(await messages(others.map(({ id }) => id))).toBe(20));
    // Pauses between the tries grow to minutes: moving the next one here is waiting.
    await eventually(async () => {
      await stack.rows(
        'update webhook_event set next_attempt_at = now() where next_attempt_at > now()',
      );
      expect(
        await stack.rows(
          'select attempts, dead_at is not null as dead from webhook_event where body like $1',
          [`%${String(poison['id'])}%`],
        ),
      ).toEqual([{ attempts: 5, dead: true }]);
    }, 60_000);
    const admin = await stack.login('admin');
    const [letter] = letterWith(await deadLetters(admin), String(poison['id']));
    expect(letter).toMatchObject({
      attempts: 5,
      error: expect.stringContaining('this row is poison'),
    });
    await stack.rows('drop trigger poison on message');
    await replay(admin, [letter!.id]);
    await eventually(async () => expect(await messages([poison['id']])).toBe(1));
  });

  it('ends the process on an unhandled rejection, and its successor goes on', async () => {
    const [worker] = stack.workers;
    worker!.signal('SIGUSR2');
    expect(await worker!.ended()).toBe(1);
    const message = textFrom(personOf(500), 'While nobody works');
    expect(await postWebhook(stack.url, webhook({ messages: [message] }))).toBe(200);
    await sleep(300);
    expect(await messages([message['id']])).toBe(0);
    await worker!.start();
    await eventually(async () => expect(await messages([message['id']])).toBe(1));
  });

  it('gives an item up that ends the process every time', async () => {
    await stack.rows(`create function stall_poison() returns trigger language plpgsql as $$
      begin
        if new.content->'text'->>'body' = 'deadly' then perform pg_sleep(600); end if;
        return new;
      end $$`);
    await stack.rows(
      'create trigger stall before insert on message for each row execute function stall_poison()',
    );
    const [worker] = stack.workers;
    await worker!.restart();
    const deadly = textFrom(personOf(600), 'deadly');
    expect(await postWebhook(stack.url, webhook({ messages: [deadly] }))).toBe(200);
    const stalled = `select pid from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`;
    const isDead = () =>
      stack.count('select count(*) from webhook_event where dead_at is not null and body like $1', [
        `%${String(deadly['id'])}%`,
      ]);
    for (let death = 0; death < 8 && (await isDead()) === 0; death++) {
      await eventually(async () =>
        expect((await stack.rows(stalled)).length + (await isDead())).toBeGreaterThan(0),
      );
      if ((await isDead()) > 0) break;
      await worker!.kill();
      await stack.rows(`select pg_terminate_backend(pid) from (${stalled}) s`);
      worker!.spawn();
    }
    expect(await isDead()).toBe(1);
    await stack.rows('drop trigger stall on message');
    const after = textFrom(personOf(601), 'Life goes on');
    expect(await postWebhook(stack.url, webhook({ messages: [after] }))).toBe(200);
    await eventually(async () => expect(await messages([after['id']])).toBe(1));
  });
});
