import { TestBed } from '@angular/core/testing';
import { Fault } from '../core/graphql/fault';
import { aMessage } from '../testing/rows';
import { ScriptedGraph, scripted } from '../testing/scripted-graph';
import { Outbox } from './outbox';

const settled = () => new Promise((resolve) => setTimeout(resolve));
const text = (body: string) => ({
  conversationId: 'a',
  threadId: 'thread-a',
  content: { type: 'text', text: { body } } as const,
});

describe('The outbox', () => {
  let graph: ScriptedGraph;
  let sendMessage: (variables: { input: { clientKey: string } }) => unknown;

  function anOutbox(): Outbox {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: scripted(graph) });
    const outbox = TestBed.inject(Outbox);
    TestBed.tick();
    return outbox;
  }

  beforeEach(() => {
    localStorage.clear();
    sendMessage = ({ input }) => ({ __typename: 'Message', ...aMessage('real', input) });
    graph = new ScriptedGraph({
      SendMessage: (variables) => ({ sendMessage: sendMessage(variables) }),
    });
  });

  const sentBodies = () =>
    graph.asked.map(
      ({ variables }) =>
        (variables as { input: { content: { text: { body: string } } } }).input.content.text.body,
    );

  it('sends in the order of writing and forgets what the server has', async () => {
    const outbox = anOutbox();
    outbox.send(text('one'));
    outbox.send(text('two'));
    await settled();
    await settled();
    expect(sentBodies()).toEqual(['one', 'two']);
    expect(outbox.pending()).toEqual([]);
  });

  it('keeps a message over a reload while the server is away, under the same key', async () => {
    sendMessage = () => {
      throw new Fault('offline', 'away');
    };
    anOutbox().send(text('kept'));
    await settled();
    sendMessage = ({ input }) => ({ __typename: 'Message', ...aMessage('real', input) });
    const reloaded = anOutbox();
    await settled();
    const keys = graph.asked.map(
      ({ variables }) => (variables as { input: { clientKey: string } }).input.clientKey,
    );
    expect(new Set(keys).size).toBe(1);
    expect(reloaded.pending()).toEqual([]);
  });

  it('shows why a message was refused and lets the next one go', async () => {
    const outbox = anOutbox();
    sendMessage = ({ input }) => {
      sendMessage = (next) => ({ __typename: 'Message', ...aMessage('real', next.input) });
      return {
        __typename: 'WindowClosed',
        code: 'MESSAGING_WINDOW_CLOSED',
        message: `Closed ${input.clientKey.length}`,
      };
    };
    outbox.send(text('late'));
    outbox.send(text('next'));
    await settled();
    await settled();
    expect(outbox.pending()).toHaveLength(1);
    expect(outbox.pending()[0]?.refusal?.code).toBe('MESSAGING_WINDOW_CLOSED');
  });

  it('tries a refused message again only when asked to, and drops it when asked to', async () => {
    const outbox = anOutbox();
    sendMessage = () => ({ __typename: 'Forbidden', code: 'FORBIDDEN', message: 'No' });
    outbox.send(text('one'));
    await settled();
    const key = outbox.pending()[0]!.clientKey;
    expect(graph.asked).toHaveLength(1);
    outbox.retry(key);
    await settled();
    expect(graph.asked).toHaveLength(2);
    outbox.discard(key);
    expect(outbox.pending()).toEqual([]);
  });
});
