import { Viewer } from '@datacare/identity';
import type { EventRecord } from '@datacare/platform';
import type { GraphqlContext } from '@datacare/platform/api';
import { ConversationChanged } from '../inbox.events';
import type { ChangeReader, LoadedChange, VisibleChange } from './change-reader.service';

/** A load older than this is not good enough for a reader who comes late: rights may have changed since. */
const FRESH_MS = 2_000;

interface SharedLoad {
  loaded: Promise<LoadedChange | undefined>;
  /** What field resolvers load is shared by the sockets too. */
  scope: object;
  at: number;
}

/** The feed gives every socket the same event object, so the first that asks loads for all of them. */
const loads = new WeakMap<EventRecord, SharedLoad>();

function sharedLoad(reader: ChangeReader, event: EventRecord): SharedLoad {
  const known = loads.get(event);
  if (known && Date.now() - known.at < FRESH_MS) return known;
  const loaded = ConversationChanged.is(event)
    ? reader.load([event]).then(([first]) => first)
    : Promise.resolve(undefined);
  const load = { loaded, scope: {}, at: Date.now() };
  loads.set(event, load);
  return load;
}

/**
 * The changes one socket is told, each judged by its viewer's rights of that moment. Written out as an iterator,
 * because ending a generator that waits for its next value would not end the feed behind it.
 */
export class ChangeStream implements AsyncIterableIterator<VisibleChange> {
  constructor(
    private readonly feed: AsyncIterableIterator<EventRecord>,
    private readonly reader: ChangeReader,
    private readonly context: GraphqlContext,
  ) {}

  async next(): Promise<IteratorResult<VisibleChange>> {
    for (;;) {
      const { value: event, done } = await this.feed.next();
      if (done) return { value: undefined, done: true };
      const { loaded, scope } = sharedLoad(this.reader, event);
      const change = await loaded;
      const { viewer } = this.context;
      if (!change || !(viewer instanceof Viewer)) continue;
      const visible = this.reader.visibleTo(viewer, change);
      if (!visible) continue;
      // Holds until the next call: a socket deals with one change at a time.
      this.context.loadingScope = scope;
      return { value: visible, done: false };
    }
  }

  async return(): Promise<IteratorResult<VisibleChange>> {
    await this.feed.return?.();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
