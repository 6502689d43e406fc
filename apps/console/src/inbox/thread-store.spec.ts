import { TestBed } from '@angular/core/testing';
import type { MessagePartsFragment } from '../core/graphql/generated';
import { aMessage, aRow, minute } from '../testing/rows';
import { ScriptedGraph, scripted } from '../testing/scripted-graph';
import { ScriptedInbox } from '../testing/scripted-inbox';
import { LiveFeed } from './live-feed';
import { LIVE_SOURCE } from './live-source';
import { Outbox } from './outbox';
import { ThreadStore } from './thread-store';

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('An open conversation', () => {
  let inbox: ScriptedInbox;
  let store: ThreadStore;
  let feed: LiveFeed;
  let messages: MessagePartsFragment[];
  let beforeAnswer: () => void;
  let sendMessage: (variables: { input: { clientKey: string } }) => unknown;
  const a = aRow('a', { threadId: 'thread-a' });

  beforeEach(async () => {
    localStorage.clear();
    inbox = new ScriptedInbox([a]);
    messages = [aMessage('one', { at: minute(1), status: 'SENT' })];
    beforeAnswer = () => undefined;
    const graph = new ScriptedGraph({
      OpenConversation: ({ id }) => {
        if (id !== 'a') return { conversation: null };
        const page = messages.slice(-50);
        const hasPreviousPage = page.length < messages.length;
        const answer = {
          conversation: {
            ...a,
            contact: { ...a.contact, conversations: [] },
            events: [],
            messages: {
              edges: page.map((node) => ({ cursor: node.id, node })),
              pageInfo: { hasPreviousPage, startCursor: page[0]?.id ?? null },
            },
          },
        };
        beforeAnswer();
        return answer;
      },
      EarlierMessages: ({ before }) => {
        const end = messages.findIndex(({ id }) => id === before);
        const page = messages.slice(Math.max(0, end - 50), end);
        return {
          conversation: {
            id: 'a',
            messages: {
              edges: page.map((node) => ({ cursor: node.id, node })),
              pageInfo: { hasPreviousPage: end > 50, startCursor: page[0]?.id ?? null },
            },
          },
        };
      },
      SendMessage: (variables) => ({ sendMessage: sendMessage(variables) }),
    });
    TestBed.configureTestingModule({
      providers: [...scripted(graph), { provide: LIVE_SOURCE, useValue: inbox }],
    });
    store = TestBed.inject(ThreadStore);
    feed = TestBed.inject(LiveFeed);
    await feed.start();
  });

  afterEach(() => {
    feed.stop();
    store.ngOnDestroy();
  });

  const ids = () => store.open()?.messages.map(({ id }) => id);
  async function open(id = 'a') {
    store.show(id);
    await settled();
  }

  it('shows its messages and takes in what is said', async () => {
    await open();
    inbox.push(
      inbox.change(a, { message: aMessage('two', { at: minute(2), direction: 'INBOUND' }) }),
    );
    expect(ids()).toEqual(['one', 'two']);
  });

  it('puts messages in the order of their time, not of their arrival', async () => {
    await open();
    inbox.push(
      inbox.change(a, { message: aMessage('three', { at: minute(3) }) }),
      inbox.change(a, { message: aMessage('two', { at: minute(2) }) }),
    );
    expect(ids()).toEqual(['one', 'two', 'three']);
  });

  it('does not let a late status set a message back', async () => {
    await open();
    const delivered = inbox.change(a, { message: aMessage('one', { status: 'DELIVERED' }) });
    const read = inbox.change(a, { message: aMessage('one', { status: 'READ' }) });
    inbox.push(read, delivered);
    expect(store.open()?.messages[0]?.status).toBe('READ');
  });

  it('keeps what came in while it was being fetched', async () => {
    beforeAnswer = () =>
      inbox.push(inbox.change(a, { message: aMessage('meanwhile', { at: minute(2) }) }));
    await open();
    expect(ids()).toEqual(['one', 'meanwhile']);
  });

  it('loads what was said before without doubling', async () => {
    messages = Array.from({ length: 120 }, (_, n) =>
      aMessage(`m${String(n).padStart(3, '0')}`, { at: minute(n) }),
    );
    await open();
    expect(ids()).toHaveLength(50);
    await store.loadEarlier('a');
    await store.loadEarlier('a');
    expect(ids()).toEqual(messages.map(({ id }) => id));
    expect(store.open()?.earlierCursor).toBeNull();
  });

  it('shows a message the moment it is sent, and once when the server has it', async () => {
    await open();
    sendMessage = ({ input }) => ({
      __typename: 'Message',
      ...aMessage('real', { at: minute(9), clientKey: input.clientKey }),
    });
    TestBed.inject(Outbox).send({
      conversationId: 'a',
      threadId: 'thread-a',
      content: { type: 'text', text: { body: 'Hello' } },
    });
    expect(store.open()?.messages.at(-1)?.id).toMatch(/^local:/);
    await settled();
    expect(ids()).toEqual(['one', 'real']);
  });

  it('shows it once also when the push is there before the answer', async () => {
    await open();
    sendMessage = ({ input }) => {
      const sent = aMessage('real', { at: minute(9), clientKey: input.clientKey, status: 'SENT' });
      inbox.push(inbox.change(a, { message: sent }));
      return { __typename: 'Message', ...sent, status: 'QUEUED' };
    };
    TestBed.inject(Outbox).send({
      conversationId: 'a',
      threadId: 'thread-a',
      content: { type: 'text', text: { body: 'Hello' } },
    });
    await settled();
    expect(ids()).toEqual(['one', 'real']);
    expect(store.open()?.messages.at(-1)?.status).toBe('SENT');
  });

  it('says that a conversation is not there', async () => {
    await open('nowhere');
    expect(store.open()?.state).toBe('missing');
  });

  it('goes off the screen when the viewer may no longer see it', async () => {
    await open();
    inbox.push(inbox.change(a, { conversation: null }));
    expect(store.open()).toMatchObject({ state: 'missing', messages: [] });
  });

  it('fetches itself anew when the server no longer knows what happened', async () => {
    await open();
    messages = [aMessage('only', { at: minute(4) })];
    inbox.change(a);
    inbox.keptFrom = 1;
    await feed.catchUp();
    await settled();
    expect(ids()).toEqual(['only']);
  });
});
