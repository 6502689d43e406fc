import { TestBed } from '@angular/core/testing';
import { aRow } from '../testing/rows';
import { ScriptedInbox } from '../testing/scripted-inbox';
import { LiveFeed } from './live-feed';
import { LIVE_SOURCE } from './live-source';

describe('The live feed', () => {
  let inbox: ScriptedInbox;
  let feed: LiveFeed;
  let seen: number[];
  let resets: number;

  beforeEach(async () => {
    inbox = new ScriptedInbox();
    TestBed.configureTestingModule({ providers: [{ provide: LIVE_SOURCE, useValue: inbox }] });
    feed = TestBed.inject(LiveFeed);
    seen = [];
    resets = 0;
    feed.changes.subscribe(({ seq }) => seen.push(seq));
    feed.resets.subscribe(() => (resets += 1));
    await feed.start();
    TestBed.tick();
    await feed.catchUp();
  });

  afterEach(() => feed.stop());

  it('hands on what is pushed', () => {
    inbox.push(inbox.change(aRow('a')));
    expect(seen).toEqual([1]);
  });

  it('fetches a change whose push was lost while the connection stood', async () => {
    inbox.change(aRow('a'));
    inbox.push(inbox.change(aRow('b')));
    await feed.catchUp();
    expect(seen).toEqual(expect.arrayContaining([1, 2]));
  });

  it('asks until there is no more after a long absence', async () => {
    for (let n = 0; n < 10; n += 1) inbox.change(aRow(`row-${n}`));
    await feed.catchUp();
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('catches up by itself when the connection is back', async () => {
    inbox.socket.set('lost');
    TestBed.tick();
    expect(feed.state()).toBe('reconnecting');
    inbox.change(aRow('a'));
    inbox.socket.set('open');
    TestBed.tick();
    await feed.catchUp();
    TestBed.tick();
    expect(seen).toEqual([1]);
    expect(feed.state()).toBe('live');
  });

  it('does not ask twice for what it knows to be complete', async () => {
    inbox.change(aRow('a'));
    await feed.catchUp();
    await feed.catchUp();
    expect(seen).toEqual([1]);
  });

  it('says that everything is old when the server no longer knows what happened', async () => {
    for (let n = 0; n < 5; n += 1) inbox.change(aRow(`row-${n}`));
    inbox.keptFrom = 4;
    await feed.catchUp();
    expect(resets).toBe(1);
    inbox.keptFrom = 0;
    inbox.change(aRow('later'));
    await feed.catchUp();
    expect(seen).toEqual([6]);
  });

  it('keeps its place when the server cannot be reached', async () => {
    inbox.isReachable = false;
    inbox.change(aRow('a'));
    await feed.catchUp();
    expect(seen).toEqual([]);
    inbox.isReachable = true;
    await feed.catchUp();
    expect(seen).toEqual([1]);
  });
});
