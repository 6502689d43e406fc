// How fast signed webhooks are acknowledged after their commit, and how soon all of them are processed.
import { join } from 'node:path';
import { ms, number, percentile, perSecond, ratio, row } from './figures.mjs';
import { freePort, runProgram, startProgram, startStack, until } from './stack.mjs';
import { phoneNumberId } from './settings.mjs';

const posts = join(import.meta.dirname, 'posts.mjs');
const load = async (options) =>
  JSON.parse(
    await runProgram(
      'posts',
      [posts, JSON.stringify({ people: 2_000, concurrency: 64, ...options })],
      {},
    ),
  );

const shapes = (scale) => [
  { name: '8 items per POST', itemsPerPost: 8, posts: 500 },
  { name: '8 items per POST, sustained', itemsPerPost: 8, posts: 4_000 * scale },
  { name: '1 item per POST', itemsPerPost: 1, posts: 20_000 * scale },
];

export async function measureWebhooks(ground, { isQuick }) {
  const scale = isQuick ? 0.1 : 1;
  const numbers = [{ phoneNumberId, displayPhoneNumber: '+254711000000', verifiedName: 'Bench' }];
  const stack = await startStack(ground, { fake: { numbers } });
  const floorPort = await freePort();
  const floor = await startProgram(
    'floor-webhook',
    [join(import.meta.dirname, 'floor-webhook.mjs')],
    { DATABASE_URL: ground.databaseUrl, PORT: String(floorPort) },
    `http://127.0.0.1:${floorPort}/`,
  );
  const rows = [];
  try {
    await load({ url: stack.url, posts: 200, itemsPerPost: 8, prefix: 'warm' });
    await load({
      url: `http://127.0.0.1:${floorPort}`,
      posts: 200,
      itemsPerPost: 8,
      prefix: 'warm',
    });
    await until(() => isDrained(ground), 60, 'processing of the warm-up');
    for (const [index, shape] of shapes(scale).entries()) {
      const { name, ...counts } = shape;
      const items = counts.posts * counts.itemsPerPost;
      const [{ n: before }] = await ground.sql(
        "select count(*)::int as n from message where direction = 'inbound'",
      );
      const bare = await load({
        url: `http://127.0.0.1:${floorPort}`,
        prefix: `floor${index}`,
        ...counts,
      });
      const own = await load({ url: stack.url, prefix: `own${index}`, ...counts });
      const waited = await until(() => isDrained(ground), 120, 'processing of everything received');
      const [{ n: after }] = await ground.sql(
        "select count(*)::int as n from message where direction = 'inbound'",
      );
      const rate = perSecond(items, own.milliseconds);
      const share = bare.milliseconds / own.milliseconds;
      rows.push(
        row(
          `webhooks, ${name}: acknowledged after commit`,
          `${number(rate)} items/s`,
          index < 2 ? '4,000 items/s' : '',
          index < 2 ? rate >= 4_000 : null,
        ),
        row(
          `… against the floor`,
          `${ratio(share)} (floor ${number(perSecond(items, bare.milliseconds))} items/s)`,
          '0.5',
          share >= 0.5,
        ),
        row(
          `… acknowledgement, median / p99`,
          `${ms(percentile(own.times, 0.5))} / ${ms(percentile(own.times, 0.99))}`,
          'p99 250 ms',
          percentile(own.times, 0.99) <= 250,
        ),
        row(
          `… backlog empty after the last acknowledgement`,
          `${(waited / 1000).toFixed(1)} s`,
          '30 s',
          waited <= 30_000,
        ),
        row(
          `… lost or doubled, refused`,
          `${items - (after - before)}, ${own.failures}`,
          '0, 0',
          items === after - before && own.failures === 0,
        ),
      );
    }
  } finally {
    await floor.stop();
    await stack.stop();
  }
  return rows;
}

async function isDrained(ground) {
  const [{ waiting }] = await ground.sql(`
    select exists (select 1 from webhook_event where processed_at is null and dead_at is null)
        or exists (select 1 from event where position is null) as waiting`);
  return !waiting;
}
