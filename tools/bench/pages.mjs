// Pages of the conversation list and of threads, at a hundred thousand messages and at a million; with `--large` at a
// million and at ten million, which takes a quarter of an hour to fill.
import { ms, number, percentile, ratio, row } from './figures.mjs';
import { operation } from './console-operations.mjs';
import { graphql, login } from './live.mjs';
import { phoneNumberId } from './settings.mjs';
import { startStack } from './stack.mjs';

const CALLS = 300;
const LIST = operation('Conversations');
const THREAD = operation('OpenConversation');

const filters = [
  { status: ['OPEN'], assignee: 'ANYONE', order: 'RECENT' },
  { status: ['OPEN'], assignee: 'ME', order: 'RECENT' },
  { status: ['OPEN'], assignee: 'UNASSIGNED', order: 'RECENT' },
  { status: ['CLOSED'], assignee: 'ANYONE', order: 'RECENT' },
  { status: ['OPEN'], assignee: 'ANYONE', order: 'WAITING' },
  { status: ['OPEN'], assignee: 'ANYONE', order: 'PRIORITY' },
];

export async function measurePages(ground, { isLarge }) {
  const conversations = isLarge ? 100_000 : 10_000;
  const stack = await startStack(ground, {
    withWorker: false,
    fake: {
      numbers: [{ phoneNumberId, displayPhoneNumber: '+254711000000', verifiedName: 'Bench' }],
    },
  });
  try {
    await grow(ground, conversations);
    const token = await login(
      stack.url,
      stack.logins.find(({ role }) => role === 'manager'),
    );
    const small = await measure(ground, stack.url, token);
    await grow(ground, conversations * 9);
    const large = await measure(ground, stack.url, token);
    return [...rows(small), ...rows(large, small)];
  } finally {
    await stack.stop();
  }
}

function rows(found, earlier) {
  const size = `${number(found.messages)} messages, ${number(found.conversations)} conversations`;
  return ['list', 'thread'].flatMap((kind) => {
    const p95 = percentile(found[kind], 0.95);
    const page = row(
      `${kind === 'list' ? 'conversation list' : 'thread'}, a page: median / p95 at ${size}`,
      `${ms(percentile(found[kind], 0.5))} / ${ms(p95)}`,
      found.messages < 900_000 ? '' : 'p95 50 ms',
      found.messages < 900_000 ? null : p95 <= 50,
    );
    if (!earlier) return [page];
    const growth = percentile(found[kind], 0.5) / percentile(earlier[kind], 0.5);
    return [page, row('… median against a tenth of the data', ratio(growth), '1.5', growth <= 1.5)];
  });
}

async function measure(ground, url, token) {
  await ground.sql(
    'vacuum analyze conversation, message, thread, contact, contact_identity, conversation_event',
  );
  const [{ n: messages }] = await ground.sql('select count(*)::int as n from message');
  const [{ n: conversations }] = await ground.sql('select count(*)::int as n from conversation');
  const picked = await ground.sql('select id from conversation tablesample system (1) limit 1000');
  const list = [];
  const thread = [];
  let after = null;
  for (let n = 0; n < CALLS + 20; n++) {
    const filter = filters[Math.floor(n / 2) % filters.length];
    const listed = performance.now();
    const { conversations: page } = await graphql(url, LIST, { filter, first: 30, after }, token);
    const isWarm = n >= 20;
    if (isWarm) list.push(performance.now() - listed);
    // A person scrolls: half of the calls ask for the page below the one just seen.
    const isBelow = Boolean(after);
    after = !isBelow && page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    const opened = performance.now();
    await graphql(url, THREAD, { id: picked[n % picked.length].id, last: 50 }, token);
    if (isWarm) thread.push(performance.now() - opened);
  }
  return { messages, conversations, list, thread };
}

/** Adds conversations with ten messages each, spread over a year, a third of them closed. */
async function grow(ground, count) {
  const chunk = 50_000;
  for (let done = 0; done < count; done += chunk) {
    const size = Math.min(chunk, count - done);
    await ground.sql(
      `with channel as (select id from channel limit 1),
       agents as (select array_agg(id order by id) as ids from member where role = 'agent'),
       start as (select count(*)::bigint as n from contact),
       people as materialized (
         select gen_random_uuid() as contact_id, gen_random_uuid() as thread_id, gen_random_uuid() as conversation_id,
           start.n + i as n, now() - (random() * interval '365 days') as at, random() as dice
         from generate_series(1, $1::int) i, start),
       contacts as (insert into contact (id, profile_name) select contact_id, 'Mteja ' || n from people),
       identities as (insert into contact_identity (id, contact_id, kind, value)
         select gen_random_uuid(), contact_id, 'phone', (254100000000 + n)::text from people),
       threads as (insert into thread (id, channel_id, contact_id, last_inbound_at) select thread_id, channel.id, contact_id, at from people, channel),
       conversations as (insert into conversation (id, thread_id, channel_id, contact_id, status, priority, assignee_id, unread_count, waiting_since, window_expires_at, last_message_at, last_message_preview, last_message_direction, opened_at)
         select conversation_id, thread_id, channel.id, contact_id,
           case when dice < 0.33 then 'closed' else 'open' end, (dice * 4)::int % 4,
           case when dice > 0.5 then agents.ids[1 + (n % array_length(agents.ids, 1))] end,
           (dice * 5)::int, case when dice > 0.6 then at end, at + interval '24 hours', at, 'Ujumbe wa mwisho wa ' || n, 'inbound', at
         from people, channel, agents)
       insert into message (id, thread_id, channel_id, direction, kind, content, status, author_kind, wamid, at)
       select gen_random_uuid(), thread_id, channel.id, case when m % 2 = 0 then 'inbound' else 'outbound' end, 'text',
         jsonb_build_object('type', 'text', 'text', jsonb_build_object('body', 'Ujumbe namba ' || m || ' wa mteja ' || n)),
         case when m % 2 = 0 then 'received' else 'read' end, case when m % 2 = 0 then 'customer' else 'api' end,
         'wamid.bench.' || n || '.' || m, at - interval '3 minutes' * (10 - m)
       from people, channel, generate_series(1, 10) m`,
      [size],
    );
  }
}
