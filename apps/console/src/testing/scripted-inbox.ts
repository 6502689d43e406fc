import { signal } from '@angular/core';
import { Subject } from 'rxjs';
import type { SocketState } from '../core/graphql/socket';
import { type ConversationRow, type ListFilter, belongs, comparators } from '../inbox/list-filter';
import type { ConversationChange, LiveSource } from '../inbox/live-source';

/** A server with conversations, a log of changes, and a push that the case lets through or not. */
export class ScriptedInbox implements LiveSource {
  readonly socket = signal<SocketState>('open');
  readonly rows = new Map<string, ConversationRow>();
  readonly log: ConversationChange[] = [];
  private readonly pushed = new Subject<ConversationChange>();
  /** Changes before this one are no longer kept. */
  keptFrom = 0;
  isReachable = true;

  constructor(rows: readonly ConversationRow[] = []) {
    for (const row of rows) this.rows.set(row.id, row);
  }

  /** A change happens; it is in the log, and pushing it is another matter. */
  change(row: ConversationRow, parts: Partial<ConversationChange> = {}): ConversationChange {
    this.rows.set(row.id, row);
    const change: ConversationChange = {
      seq: this.log.length + 1,
      conversationId: row.id,
      conversation: row,
      message: null,
      event: null,
      typing: null,
      ...parts,
    };
    this.log.push(change);
    return change;
  }

  push(...changes: readonly ConversationChange[]): void {
    for (const change of changes) this.pushed.next(change);
  }

  readonly changes = () => this.pushed.asObservable();

  readonly latestSeq = async () => {
    this.reach();
    return this.log.length;
  };

  readonly since = async (seq: number) => {
    this.reach();
    if (seq < this.keptFrom) {
      return { reset: true, latestSeq: this.log.length, hasMore: false, changes: [] };
    }
    const all = this.log.slice(seq);
    // Pages of three show whether somebody stops too early.
    return {
      reset: false,
      latestSeq: this.log.length,
      hasMore: all.length > 3,
      changes: all.slice(0, 3),
    };
  };

  list(filter: ListFilter, viewerId: string): ConversationRow[] {
    return [...this.rows.values()]
      .filter((row) => belongs(row, filter, viewerId, Date.now()))
      .sort(comparators[filter.order]);
  }

  private reach(): void {
    if (!this.isReachable) throw new Error('no connection');
  }
}
