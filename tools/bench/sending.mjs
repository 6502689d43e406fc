// How fast one worker sends, and how well it keeps to a number's limit.
import { join } from 'node:path';
import { number, perSecond, ratio, row } from './figures.mjs';
import { runProgram, startStack, until } from './stack.mjs';
import { phoneNumberId } from './settings.mjs';

const CONCURRENCY = 64;
const UNTHROTTLED = 1_000_000;

export async function measureSending(ground, { isQuick }) {
  const scale = isQuick ? 0.2 : 1;
  const rows = [];
  for (const [index, plan] of [
    { limit: UNTHROTTLED, count: 30_000 * scale },
    { limit: 1_000, count: 20_000 * scale },
    { limit: 80, count: 1_200 * scale },
  ].entries()) {
    // The limit is the fake's too: a send over it is refused with 130429, and counted.
    const numbers = [
      {
        phoneNumberId,
        displayPhoneNumber: '+254711000000',
        verifiedName: 'Bench',
        throughput: plan.limit,
      },
    ];
    const fake = {
      numbers,
      statuses: { auto: false },
      enforce: {
        pairRate: 'off',
        window: false,
        tier: false,
        throughput: plan.limit < UNTHROTTLED,
      },
    };
    const stack = await startStack(ground, { fake, withApi: false, withWorker: false });
    try {
      const floor =
        index === 0
          ? JSON.parse(
              await runProgram(
                'sends',
                [
                  join(import.meta.dirname, 'sends.mjs'),
                  JSON.stringify({
                    url: stack.fakeUrl,
                    count: plan.count,
                    concurrency: CONCURRENCY,
                  }),
                ],
                {},
              ),
            )
          : undefined;
      await control(stack, 'reset', {});
      await fill(ground, plan, index);
      await stack.startWorker();
      await until(
        async () => (await ledger(stack)).total >= plan.count,
        180,
        `sending ${plan.count} messages`,
      );
      const [{ rate }] = await ground.sql(
        `
        select count(*) / extract(epoch from max(sent_at) - min(sent_at)) as rate from send_attempt a
        join message m on m.id = a.message_id where m.client_key like $1`,
        [`bench-${index}-%`],
      );
      await until(
        async () =>
          (
            await ground.sql(
              "select 1 from send_attempt where state in ('queued', 'claimed', 'sending') limit 1",
            )
          ).length === 0,
        30,
        'settling',
      );
      const done = await ledger(stack);
      const state = await (await fetch(`${stack.fakeUrl}/control/state`)).json();
      const most = mostInASecond(state);
      const figure = Number(rate);
      if (floor) {
        const bare = perSecond(plan.count, floor.milliseconds);
        rows.push(
          row('sending, one worker, unthrottled', `${number(figure)} messages/s`),
          row(
            '… against the floor (a bare undici loop)',
            `${ratio(figure / bare)} (floor ${number(bare)}/s)`,
            '0.3',
            figure / bare >= 0.3,
          ),
        );
      } else {
        rows.push(
          row(
            `sending at the tier of ${number(plan.limit)}/s, held for ${(plan.count / figure).toFixed(0)} s`,
            `${figure.toFixed(1)} messages/s`,
            `${number(plan.limit)}/s within 5 %`,
            figure >= plan.limit * 0.95 && figure <= plan.limit,
          ),
          row(
            '… most in any second, refused for speed',
            `${most}, ${done.refused['130429'] ?? 0}`,
            `${number(plan.limit)}, 0`,
            most <= plan.limit && !done.refused['130429'],
          ),
        );
      }
      rows.push(
        row(
          '… sent twice, not sent',
          `${done.doubled}, ${plan.count - done.total}`,
          '0, 0',
          done.doubled === 0 && done.total === plan.count,
        ),
      );
    } finally {
      await stack.stop();
    }
  }
  return rows;
}

const control = (stack, path, body) =>
  fetch(`${stack.fakeUrl}/control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const ledger = async (stack) => (await fetch(`${stack.fakeUrl}/control/ledger?limit=1`)).json();
const mostInASecond = (state) =>
  Math.max(...state.numbers.map(({ maxPerSecond }) => maxPerSecond.tried));

/** Queues one message for each of `count` people who wrote a minute ago. */
async function fill(ground, { limit, count }, index) {
  await ground.sql(
    'update channel set messages_per_second = $1, pace_at = null, hold_until = null',
    [limit],
  );
  await ground.sql(
    `with channel as (select id from channel limit 1),
     people as materialized (select gen_random_uuid() as contact_id, gen_random_uuid() as thread_id, gen_random_uuid() as message_id, n from generate_series(1, $1::int) n),
     contacts as (insert into contact (id, profile_name) select contact_id, 'Mteja ' || n from people),
     identities as (insert into contact_identity (id, contact_id, kind, value) select gen_random_uuid(), contact_id, 'phone', (254000000000 + $2::bigint * 10000000 + n)::text from people),
     threads as (insert into thread (id, channel_id, contact_id, last_inbound_at) select thread_id, channel.id, contact_id, now() from people, channel),
     messages as (insert into message (id, thread_id, channel_id, direction, kind, content, status, author_kind, client_key, at)
       select message_id, thread_id, channel.id, 'outbound', 'text', jsonb_build_object('type', 'text', 'text', jsonb_build_object('body', 'Oda yako namba ' || n || ' imefungwa.')), 'queued', 'api', $3 || n, now() from people, channel)
     insert into send_attempt (message_id, thread_id, channel_id, opaque) select message_id, thread_id, channel.id, gen_random_uuid()::text from people, channel`,
    [count, index + 1, `bench-${index}-`],
  );
  await ground.sql('vacuum analyze send_attempt, message, thread, contact, contact_identity');
}
