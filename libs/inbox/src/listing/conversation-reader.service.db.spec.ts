import { Access, Team, type Viewer } from '@datacare/identity';
import { aMember, viewerOf } from '@datacare/identity/testing';
import { newId, query } from '@datacare/platform';
import { testDatabase, type TestDatabase } from '@datacare/platform/testing';
import { priorityRank } from '../conversations/conversation.entity';
import { aChannel, aConversation } from '../testing/conversations';
import { testEntities } from '../testing/entities';
import { fillInbox } from '../testing/large-inbox';
import { ConversationReader, COUNT_CAP } from './conversation-reader.service';
import {
  conversationOrders,
  countStatement,
  pageStatement,
  type ConversationFilter,
  type ConversationOrder,
  type Keyset,
  type Statement,
} from './list-query';

let database: TestDatabase;
let reader: ConversationReader;
const access = new Access();

beforeEach(async () => {
  database = await testDatabase(testEntities);
  reader = new ConversationReader(database.db, access);
});
afterEach(() => database.drop());

const at = (minutes: number) => new Date(Date.parse('2026-11-20T12:00:00Z') + minutes * 60_000);

async function people() {
  const em = database.db.em();
  const [agent, colleague] = [aMember(), aMember()];
  const [sales, support] = [new Team('Sales'), new Team('Support')];
  await em.persist([agent, colleague, sales, support]).flush();
  const viewer = viewerOf('agent', { memberId: agent.id, teamIds: [sales.id] });
  return { em, agent, colleague, sales, support, viewer };
}
const previews = async (
  viewer: Viewer,
  filter: ConversationFilter,
  order: ConversationOrder = 'recent',
) =>
  (await reader.list(viewer, filter, order, { limit: 100 })).map(
    ({ conversation }) => conversation.lastMessagePreview,
  );
async function allPages(
  viewer: Viewer,
  order: ConversationOrder,
  limit: number,
): Promise<string[]> {
  const ids: string[] = [];
  let after: Keyset | undefined;
  for (;;) {
    const page = await reader.list(viewer, { status: ['open', 'pending', 'closed'] }, order, {
      limit,
      after,
    });
    ids.push(...page.map(({ conversation }) => conversation.id));
    if (page.length < limit) return ids;
    after = page.at(-1)!.keyset;
  }
}

test('an agent finds what has no team, what is of their team and what is theirs; nothing else', async () => {
  const { em, viewer, agent, sales, support, colleague } = await people();
  await aConversation(em, { lastMessagePreview: 'no team' });
  await aConversation(em, {
    lastMessagePreview: 'sales',
    teamId: sales.id,
    assigneeId: colleague.id,
  });
  await aConversation(em, { lastMessagePreview: 'support', teamId: support.id });
  await aConversation(em, { lastMessagePreview: 'mine', teamId: support.id, assigneeId: agent.id });
  const sorted = async (filter: ConversationFilter) => (await previews(viewer, filter)).sort();
  expect(await sorted({})).toEqual(['mine', 'no team', 'sales']);
  expect(await sorted({ assignee: 'me' })).toEqual(['mine']);
  expect(await sorted({ assignee: 'unassigned' })).toEqual(['no team']);
  expect(await sorted({ teamId: support.id })).toEqual(['mine']);
  expect(await previews(viewerOf('admin'), {})).toHaveLength(4);
  expect(await previews(viewerOf('marketer'), {})).toEqual([]);
  expect(await reader.counts(viewer)).toEqual({ mine: 1, unassigned: 1, all: 3 });
});

test('the three orders: newest first, longest waiting first, most urgent first', async () => {
  const { em } = await people();
  const admin = viewerOf('admin');
  await aConversation(em, {
    lastMessagePreview: 'b',
    lastMessageAt: at(2),
    priority: priorityRank.low,
  });
  await aConversation(em, {
    lastMessagePreview: 'a',
    lastMessageAt: at(3),
    waitingSince: at(1),
    priority: priorityRank.urgent,
  });
  await aConversation(em, { lastMessagePreview: 'c', lastMessageAt: at(1), waitingSince: at(0) });
  expect(await previews(admin, {}, 'recent')).toEqual(['a', 'b', 'c']);
  expect(await previews(admin, {}, 'waiting')).toEqual(['c', 'a', 'b']);
  expect(await previews(admin, {}, 'priority')).toEqual(['a', 'c', 'b']);
});

test('filters by status, channel and window', async () => {
  const { em } = await people();
  const admin = viewerOf('admin');
  const closed = await aConversation(em, {
    lastMessagePreview: 'closed',
    status: 'closed',
    closedAt: at(0),
  });
  await aConversation(em, { lastMessagePreview: 'pending', status: 'pending' });
  await aConversation(em, {
    lastMessagePreview: 'within window',
    windowExpiresAt: new Date(Date.now() + 60_000),
  });
  expect(await previews(admin, { status: ['closed'] })).toEqual(['closed']);
  expect((await previews(admin, {})).sort()).toEqual(['pending', 'within window']);
  expect(await previews(admin, { isWindowClosed: false })).toEqual(['within window']);
  expect(await previews(admin, { isWindowClosed: true })).toEqual(['pending']);
  const all = { status: ['open', 'pending', 'closed'] as const };
  expect(await previews(admin, { status: [...all.status], channelId: closed.channelId })).toEqual([
    'closed',
  ]);
  expect(await previews(admin, { channelId: newId() })).toEqual([]);
  expect(await previews(admin, { channelId: 'no channel' })).toEqual([]);
});

async function aLargeInbox(size: number) {
  const { em, viewer, agent, colleague, sales, support } = await people();
  const channel = await aChannel(em);
  await fillInbox(em, {
    channelId: channel.id,
    size,
    teamIds: [sales.id, support.id],
    memberIds: [agent.id, colleague.id],
  });
  return { em, viewer, sales, channel };
}

test('pages hold every conversation once, whoever looks and in whatever order', async () => {
  const { em, viewer } = await aLargeInbox(500);
  const [visible] = await query<{ count: number }>(
    em,
    `select count(*)::int from conversation where team_id is null or team_id = $1 or assignee_id = $2`,
    [viewer.teamIds[0], viewer.memberId],
  );
  for (const order of conversationOrders) {
    const [all, seen] = [
      await allPages(viewerOf('admin'), order, 37),
      await allPages(viewer, order, 37),
    ];
    expect([all.length, new Set(all).size]).toEqual([500, 500]);
    expect([seen.length, new Set(seen).size]).toEqual([visible!.count, visible!.count]);
  }
});

interface Plan {
  'Node Type': string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Shared Hit Blocks'?: number;
  Plans?: Plan[];
}
async function planOf({ sql, parameters }: Statement): Promise<{ nodes: Plan[]; root: Plan }> {
  const [row] = await query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    database.db.em(),
    `explain (analyze, buffers, format json) ${sql}`,
    parameters,
  );
  const root = row!['QUERY PLAN'][0].Plan;
  const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)];
  return { nodes: flat(root), root };
}

test('at 100,000 conversations a page and a count read an index, never the table', async () => {
  const { viewer, sales, channel } = await aLargeInbox(100_000);
  const listViewer = (of: Viewer) => ({
    memberId: of.memberId,
    teamIds: of.teamIds,
    scope: (firstParam: number) => access.conversationScope(of, { firstParam }),
  });
  const filters: ConversationFilter[] = [
    {},
    { status: ['closed'] },
    { assignee: 'me' },
    { assignee: 'unassigned' },
    { teamId: sales.id },
    { channelId: channel.id },
    { isWindowClosed: true },
  ];
  for (const who of [viewerOf('admin'), viewer]) {
    for (const filter of filters) {
      const statements = [
        ...conversationOrders.map((order) =>
          pageStatement(filter, order, listViewer(who), { limit: 31 }),
        ),
        countStatement(filter, listViewer(who), COUNT_CAP),
      ];
      for (const statement of statements) {
        const { nodes, root } = await planOf(statement);
        expect(nodes.map((node) => node['Node Type'])).not.toContain('Seq Scan');
        // 8 kB each: what a page touches stays small however many conversations there are.
        expect(root['Shared Hit Blocks'] ?? 0).toBeLessThan(4_000);
      }
    }
  }
}, 120_000);
