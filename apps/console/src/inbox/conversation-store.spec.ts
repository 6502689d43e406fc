import { TestBed } from '@angular/core/testing';
import { aRow, minute } from '../testing/rows';
import { ScriptedGraph, scripted, viewer } from '../testing/scripted-graph';
import { ScriptedInbox } from '../testing/scripted-inbox';
import { ConversationStore } from './conversation-store';
import { type ConversationRow, type ListFilter, firstFilter } from './list-filter';
import { LiveFeed } from './live-feed';
import { LIVE_SOURCE } from './live-source';

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('The conversation list', () => {
  let inbox: ScriptedInbox;
  let store: ConversationStore;
  let feed: LiveFeed;
  let listFails: boolean;
  let beforeAnswer: () => void;

  function pageOf(rows: readonly ConversationRow[], first: number, after: string | null) {
    const start = after ? Number(after) : 0;
    const page = rows.slice(start, start + first);
    return {
      edges: page.map((node) => ({ cursor: node.id, node })),
      pageInfo: {
        hasNextPage: start + first < rows.length,
        endCursor: String(start + page.length),
      },
    };
  }

  beforeEach(() => {
    inbox = new ScriptedInbox();
    listFails = false;
    beforeAnswer = () => undefined;
    const graph = new ScriptedGraph({
      Conversations: ({ first, after }) => {
        if (listFails) throw new Error('down');
        const answer = {
          conversations: pageOf(inbox.list(store.filter(), viewer.id), first, after),
        };
        beforeAnswer();
        return answer;
      },
      ConversationCounts: () => ({
        conversationCounts: { mine: 0, unassigned: 0, all: inbox.rows.size },
      }),
    });
    TestBed.configureTestingModule({
      providers: [...scripted(graph), { provide: LIVE_SOURCE, useValue: inbox }],
    });
    store = TestBed.inject(ConversationStore);
    feed = TestBed.inject(LiveFeed);
  });

  afterEach(() => feed.stop());

  const ids = () => store.rows().map(({ id }) => id);
  const load = (filter: Partial<ListFilter> = {}) => store.load({ ...firstFilter, ...filter });

  it('shows the newest first and moves a conversation up when something is said', async () => {
    const a = aRow('a', { lastMessageAt: minute(1) });
    inbox.rows.set('a', a).set('b', aRow('b', { lastMessageAt: minute(2) }));
    await load();
    expect(ids()).toEqual(['b', 'a']);
    inbox.push(inbox.change({ ...a, lastMessageAt: minute(3) }));
    expect(ids()).toEqual(['a', 'b']);
  });

  it('takes in a new conversation and lets go of one that no longer belongs', async () => {
    const a = aRow('a');
    inbox.rows.set('a', a);
    await load();
    inbox.push(inbox.change(aRow('b', { lastMessageAt: minute(5) })));
    inbox.push(inbox.change({ ...a, status: 'CLOSED' }));
    expect(ids()).toEqual(['b']);
  });

  it('takes a conversation off the screen that the viewer may no longer see', async () => {
    inbox.rows.set('a', aRow('a'));
    await load();
    inbox.push(inbox.change(aRow('a'), { conversation: null }));
    expect(ids()).toEqual([]);
  });

  it('is not set back by a change that arrives late', async () => {
    const a = aRow('a');
    inbox.rows.set('a', a);
    await load();
    const first = inbox.change({ ...a, unreadCount: 1 });
    const second = inbox.change({ ...a, unreadCount: 2 });
    inbox.push(second, first, second);
    expect(store.rows()[0]?.unreadCount).toBe(2);
  });

  it('keeps a change that came in while an older answer was on its way', async () => {
    const a = aRow('a');
    inbox.rows.set('a', a);
    beforeAnswer = () => inbox.push(inbox.change({ ...a, unreadCount: 7 }));
    await load();
    expect(store.rows()[0]?.unreadCount).toBe(7);
  });

  it('pages on without showing a conversation twice', async () => {
    for (let n = 0; n < 120; n += 1)
      inbox.rows.set(`r${n}`, aRow(`r${n}`, { lastMessageAt: minute(n) }));
    await load();
    expect(store.rows()).toHaveLength(50);
    inbox.push(inbox.change(aRow('r60', { lastMessageAt: minute(500) })));
    await store.loadMore();
    await store.loadMore();
    expect(new Set(ids()).size).toBe(ids().length);
    expect(ids()[0]).toBe('r60');
  });

  it('takes a guess back when the server says no, unless something newer came in', async () => {
    const a = aRow('a');
    inbox.rows.set('a', a);
    await load();
    const undo = store.put({ ...a, unreadCount: 9 });
    undo();
    expect(store.rows()[0]?.unreadCount).toBe(0);
    const undoLate = store.put({ ...a, unreadCount: 9 });
    inbox.push(inbox.change({ ...a, unreadCount: 3 }));
    undoLate();
    expect(store.rows()[0]?.unreadCount).toBe(3);
  });

  it('fetches everything anew when the server no longer knows what happened', async () => {
    await load();
    for (let n = 0; n < 5; n += 1) inbox.change(aRow(`r${n}`));
    inbox.keptFrom = 5;
    await feed.catchUp();
    await settled();
    expect(ids()).toHaveLength(5);
  });

  it('says when the list cannot be had, and shows it on the next try', async () => {
    listFails = true;
    await load();
    expect(store.state()).toBe('failed');
    listFails = false;
    await load();
    expect(store.state()).toBe('ready');
  });

  it.each([1, 2, 3, 4, 5])(
    'ends up as the server has it, however pushes were lost, doubled and shuffled (%i)',
    async (seed) => {
      let state = seed * 7919;
      const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
      const pick = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)]!;
      for (let n = 0; n < 20; n += 1)
        inbox.rows.set(`r${n}`, aRow(`r${n}`, { lastMessageAt: minute(n) }));
      const filter: ListFilter = {
        ...firstFilter,
        tab: pick(['mine', 'unassigned', 'all']),
        order: pick(['RECENT', 'WAITING', 'PRIORITY']),
      };
      await load(filter);
      let held: ReturnType<typeof inbox.change>[] = [];
      for (let step = 0; step < 200; step += 1) {
        const row = inbox.rows.get(`r${Math.floor(random() * 24)}`) ?? aRow(`r${20 + (step % 4)}`);
        const change = inbox.change({
          ...row,
          lastMessageAt: minute(30 + step),
          waitingSince: random() < 0.5 ? minute(step) : null,
          status: pick(['OPEN', 'OPEN', 'PENDING', 'CLOSED']),
          priority: pick(['LOW', 'NORMAL', 'HIGH', 'URGENT']),
          assignee: pick([
            null,
            { id: viewer.id, name: viewer.name },
            { id: 'other', name: 'Other' },
          ]),
        });
        const fate = random();
        if (fate < 0.25) held.push(change);
        else if (fate < 0.75) inbox.push(change, ...(fate < 0.35 ? [change] : []));
        if (random() < 0.1) {
          inbox.push(...held.reverse());
          held = [];
        }
        if (random() < 0.05) await feed.catchUp();
      }
      await feed.catchUp();
      expect(store.rows()).toEqual(inbox.list(filter, viewer.id));
    },
  );
});
