import { Injectable, computed, inject, signal } from '@angular/core';
import { Fault, toFault } from '../core/graphql/fault';
import {
  ConversationCountsDocument,
  type ConversationCountsQuery,
  ConversationsDocument,
} from '../core/graphql/generated';
import { Graph } from '../core/graphql/graph';
import { Session } from '../core/session/session';
import {
  type ConversationRow,
  type ListFilter,
  belongs,
  firstFilter,
  placed,
  statusesOf,
  toQuery,
} from './list-filter';
import { LiveFeed } from './live-feed';
import type { ConversationChange } from './live-source';

export type LoadState = 'loading' | 'ready' | 'failed';

interface KnownRow {
  readonly row: ConversationRow;
  /** The change that brought it; 0 when it was fetched. */
  readonly seq: number;
  readonly revision: number;
}

const PAGE = 50;
const COUNT_AGAIN_AFTER_MS = 800;

/** The conversation list of the present filter: keyset pages from the server, kept true by the live feed. */
@Injectable({ providedIn: 'root' })
export class ConversationStore {
  private readonly graph = inject(Graph);
  private readonly session = inject(Session);
  private readonly feed = inject(LiveFeed);
  /** The newest state of each conversation seen, in or out of the list; `revision` says when it came in. */
  private readonly known = new Map<string, KnownRow>();
  private revision = 0;
  private cursor: string | null = null;
  private round = 0;
  private counting: ReturnType<typeof setTimeout> | undefined;

  private readonly current = signal<readonly ConversationRow[]>([]);
  readonly filter = signal<ListFilter>(firstFilter);
  readonly rows = this.current.asReadonly();
  readonly state = signal<LoadState>('loading');
  readonly fault = signal<Fault | null>(null);
  readonly hasMore = signal(false);
  readonly isLoadingMore = signal(false);
  readonly counts = signal<ConversationCountsQuery['conversationCounts'] | null>(null);
  readonly isEmpty = computed(() => this.state() === 'ready' && this.rows().length === 0);

  constructor() {
    this.feed.changes.subscribe((change) => this.apply(change));
    this.feed.resets.subscribe(() => void this.load(this.filter(), { quietly: true }));
  }

  /** Fetches the first page; `quietly` keeps what is on the screen until the answer is there. */
  async load(filter: ListFilter, options: { readonly quietly?: boolean } = {}): Promise<void> {
    const round = ++this.round;
    this.filter.set(filter);
    this.isLoadingMore.set(false);
    if (!options.quietly) {
      this.current.set([]);
      this.state.set('loading');
    }
    try {
      await this.feed.start();
      const page = await this.fetchPage(filter, null);
      if (round !== this.round) return;
      this.cursor = page.cursor;
      this.hasMore.set(page.hasMore);
      this.current.set(page.rows);
      this.fault.set(null);
      this.state.set('ready');
      void this.count();
    } catch (error) {
      if (round !== this.round) return;
      this.fault.set(toFault(error));
      this.state.set('failed');
    }
  }

  async loadMore(): Promise<void> {
    if (!this.hasMore() || this.isLoadingMore() || this.state() !== 'ready') return;
    const round = this.round;
    this.isLoadingMore.set(true);
    try {
      const page = await this.fetchPage(this.filter(), this.cursor);
      if (round !== this.round) return;
      this.cursor = page.cursor;
      this.hasMore.set(page.hasMore);
      const present = new Set(this.current().map(({ id }) => id));
      this.current.update((rows) => [...rows, ...page.rows.filter(({ id }) => !present.has(id))]);
    } catch {
      // The next scroll asks again; what is on the screen stays.
    } finally {
      if (round === this.round) this.isLoadingMore.set(false);
    }
  }

  row(id: string): ConversationRow | undefined {
    return this.known.get(id)?.row;
  }

  /** A state that came with an answer of a mutation, or a guess made before it (undone by the returned function). */
  put(row: ConversationRow): () => void {
    const before = this.known.get(row.id);
    this.remember(row, before?.seq ?? 0);
    this.place(row);
    return () => {
      if (!before || this.known.get(row.id)?.row !== row) return;
      this.known.set(row.id, before);
      this.place(before.row);
    };
  }

  private apply({ seq, conversationId, conversation }: ConversationChange): void {
    if (seq < (this.known.get(conversationId)?.seq ?? 0)) return;
    this.countSoon();
    if (!conversation) {
      this.known.delete(conversationId);
      this.current.update((rows) => rows.filter(({ id }) => id !== conversationId));
      return;
    }
    this.remember(conversation, seq);
    this.place(conversation);
  }

  private remember(row: ConversationRow, seq: number): void {
    this.known.set(row.id, { row, seq, revision: ++this.revision });
  }

  private place(row: ConversationRow): void {
    if (this.state() !== 'ready') return;
    const filter = this.filter();
    this.current.update((rows) =>
      placed(rows, row, {
        belongs: belongs(row, filter, this.session.me()?.id ?? null, Date.now()),
        order: filter.order,
        hasMore: this.hasMore(),
      }),
    );
  }

  /** Rows as the server sees them, save those of which a later change came in while the answer was on its way. */
  private async fetchPage(filter: ListFilter, after: string | null) {
    const asked = this.revision;
    const { conversations } = await this.graph.query(ConversationsDocument, {
      filter: toQuery(filter),
      first: PAGE,
      after,
    });
    const viewerId = this.session.me()?.id ?? null;
    const rows = conversations.edges.flatMap(({ node }) => {
      const known = this.known.get(node.id);
      if (known && known.revision > asked) {
        return belongs(known.row, filter, viewerId, Date.now()) ? [known.row] : [];
      }
      this.remember(node, known?.seq ?? 0);
      return [node];
    });
    const { hasNextPage, endCursor } = conversations.pageInfo;
    return { rows, hasMore: hasNextPage, cursor: endCursor };
  }

  private countSoon(): void {
    this.counting ??= setTimeout(() => void this.count(), COUNT_AGAIN_AFTER_MS);
  }

  private async count(): Promise<void> {
    clearTimeout(this.counting);
    this.counting = undefined;
    try {
      const status = statusesOf(this.filter());
      const { conversationCounts } = await this.graph.query(ConversationCountsDocument, { status });
      this.counts.set(conversationCounts);
    } catch {
      // The figures of a moment ago are better than none.
    }
  }
}
