import { InjectionToken, type Signal, inject } from '@angular/core';
import { type Observable, map } from 'rxjs';
import {
  ConversationChangedDocument,
  type ConversationChangePartsFragment,
  EventsSinceDocument,
  type EventsSinceQuery,
  LatestSeqDocument,
} from '../core/graphql/generated';
import { Graph } from '../core/graphql/graph';
import type { SocketState } from '../core/graphql/socket';

export type ConversationChange = ConversationChangePartsFragment;

/** Where changes come from: pushed while connected, and asked for by sequence number after a gap. */
export interface LiveSource {
  readonly socket: Signal<SocketState>;
  changes(): Observable<ConversationChange>;
  since(seq: number): Promise<EventsSinceQuery['eventsSince']>;
  latestSeq(): Promise<number>;
}

const CHANGES_AT_ONCE = 100;

export const LIVE_SOURCE = new InjectionToken<LiveSource>('LIVE_SOURCE', {
  providedIn: 'root',
  factory: () => {
    const graph = inject(Graph);
    return {
      socket: graph.socket.state.asReadonly(),
      changes: () =>
        graph.live(ConversationChangedDocument, {}).pipe(map((data) => data.conversationChanged)),
      since: async (seq) =>
        (await graph.query(EventsSinceDocument, { seq, first: CHANGES_AT_ONCE })).eventsSince,
      latestSeq: async () => (await graph.query(LatestSeqDocument, {})).latestSeq,
    };
  },
});
