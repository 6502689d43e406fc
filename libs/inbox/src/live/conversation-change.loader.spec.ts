import { jest } from '@jest/globals';
import { viewerOf } from '@datacare/identity/testing';
import { newId, type EventRecord } from '@datacare/platform';
import type { GraphqlContext } from '@datacare/platform/api';
import { ConversationChanged } from '../inbox.events';
import type { ChangeReader, VisibleChange } from './change-reader.service';
import { ChangeStream } from './conversation-change.loader';

const anEvent = (): EventRecord => {
  const conversationId = newId();
  const { type, payload } = ConversationChanged.of({
    conversationId,
    threadId: newId(),
    what: 'row',
  });
  return {
    id: 1,
    position: 1,
    type,
    payload,
    subjectId: conversationId,
    correlationId: null,
    createdAt: new Date(),
  };
};
function aFeed(...events: EventRecord[]): AsyncIterableIterator<EventRecord> {
  const waiting = [...events];
  return {
    next: async () => {
      const value = waiting.shift();
      return value ? { value, done: false } : { value: undefined, done: true };
    },
    return: jest.fn(async () => ({ value: undefined, done: true as const })),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
function aReader() {
  const load = jest.fn(async (changes: readonly unknown[]) =>
    changes.map((change) => ({ change })),
  );
  const visibleTo = (_: unknown, { change }: { change: EventRecord }): VisibleChange | null =>
    ({ seq: change.position }) as VisibleChange;
  return { load, reader: { load, visibleTo } as unknown as ChangeReader };
}
const aContext = (): GraphqlContext => ({ viewer: viewerOf('admin'), isSocket: true });

afterEach(() => jest.useRealTimers());

test('sockets that are given the same event load it once and share what its fields load', async () => {
  const event = anEvent();
  const { load, reader } = aReader();
  const contexts = Array.from({ length: 50 }, aContext);
  await Promise.all(
    contexts.map((context) => new ChangeStream(aFeed(event), reader, context).next()),
  );
  expect(load).toHaveBeenCalledTimes(1);
  expect(new Set(contexts.map(({ loadingScope }) => loadingScope)).size).toBe(1);
});

test('a reader who comes late to an event is judged by rows of that moment', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
  const event = anEvent();
  const { load, reader } = aReader();
  await new ChangeStream(aFeed(event), reader, aContext()).next();
  jest.setSystemTime(Date.now() + 3_000);
  await new ChangeStream(aFeed(event), reader, aContext()).next();
  expect(load).toHaveBeenCalledTimes(2);
});

test('nobody is told anything without a viewer, and ending the stream ends the feed', async () => {
  const feed = aFeed(anEvent());
  const { reader } = aReader();
  const stream = new ChangeStream(feed, reader, { isSocket: true });
  expect(await stream.next()).toEqual({ value: undefined, done: true });
  await stream.return();
  expect(feed.return).toHaveBeenCalled();
});
