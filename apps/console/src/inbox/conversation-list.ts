import {
  CdkFixedSizeVirtualScroll,
  CdkVirtualForOf,
  CdkVirtualScrollViewport,
} from '@angular/cdk/scrolling';
import {
  Component,
  computed,
  effect,
  input,
  linkedSignal,
  output,
  untracked,
  viewChild,
} from '@angular/core';
import type { Fault } from '../core/graphql/fault';
import { ViewState } from '../ui/view-state';
import { ConversationRowView } from './conversation-row-view';
import type { LoadState } from './conversation-store';
import type { ConversationRow } from './list-filter';

export const ROW_HEIGHT = 64;
/** Rows left below the screen at which the next page is asked for. */
const AHEAD = 20;

/** The list of conversations: as many as there are, a screenful in the page at a time, one stop for Tab. */
@Component({
  selector: 'dc-conversation-list',
  imports: [
    CdkFixedSizeVirtualScroll,
    CdkVirtualForOf,
    CdkVirtualScrollViewport,
    ConversationRowView,
    ViewState,
  ],
  templateUrl: './conversation-list.html',
  styleUrl: './conversation-list.scss',
})
export class ConversationList {
  readonly rows = input.required<readonly ConversationRow[]>();
  readonly state = input.required<LoadState>();
  readonly fault = input<Fault | null>(null);
  readonly hasMore = input(false);
  readonly isLoadingMore = input(false);
  readonly openId = input<string | null>(null);
  readonly now = input.required<number>();
  readonly viewerId = input<string | null>(null);
  readonly showsChannel = input(false);
  readonly emptyHeading = input('No conversations here');
  readonly emptyText = input('');

  readonly opened = output<string>();
  /** The keyboard or the pointer rests on a row: it may be opened next. */
  readonly approached = output<string>();
  readonly moreWanted = output<void>();
  readonly retry = output<void>();

  protected readonly rowHeight = ROW_HEIGHT;
  protected readonly skeletons = Array.from({ length: 9 }, (_, index) => 40 + ((index * 37) % 45));
  private readonly viewport = viewChild(CdkVirtualScrollViewport);

  /** Where the keyboard is. It follows its conversation when the list is reordered, and its place when that is gone. */
  readonly cursor = linkedSignal<readonly ConversationRow[], { id: string; index: number } | null>({
    source: this.rows,
    computation: (rows, previous) => {
      const last = previous?.value;
      if (!last) return null;
      const index = rows.findIndex(({ id }) => id === last.id);
      if (index >= 0) return { id: last.id, index };
      const near = Math.min(last.index, rows.length - 1);
      const row = rows[near];
      return row ? { id: row.id, index: near } : null;
    },
  });
  protected readonly activeId = computed(() => {
    const id = this.cursor()?.id;
    return id ? `row-${id}` : null;
  });

  constructor() {
    effect(() => {
      const openId = this.openId();
      const index = untracked(this.rows).findIndex(({ id }) => id === openId);
      if (openId && index >= 0) this.cursor.set({ id: openId, index });
    });
    effect(() => {
      const id = this.cursor()?.id;
      if (id) untracked(() => this.approached.emit(id));
    });
  }

  /** The row after (1) or before (-1) the cursor, or the first; scrolled into view. */
  move(by: number): ConversationRow | null {
    const rows = this.rows();
    const at = this.cursor()?.index;
    const index = at === undefined ? 0 : Math.max(0, Math.min(rows.length - 1, at + by));
    const row = rows[index];
    if (!row) return null;
    this.cursor.set({ id: row.id, index });
    this.reveal(index);
    return row;
  }

  focus(): void {
    if (!this.cursor()) this.move(0);
    this.viewport()?.elementRef.nativeElement.focus({ preventScroll: true });
  }

  protected onKey(event: KeyboardEvent): void {
    const page = Math.max(
      1,
      Math.floor((this.viewport()?.getViewportSize() ?? 0) / ROW_HEIGHT) - 1,
    );
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: Number.NEGATIVE_INFINITY,
      End: Number.POSITIVE_INFINITY,
    };
    const by = steps[event.key];
    const id = this.cursor()?.id;
    if (by !== undefined) this.move(by);
    else if ((event.key === 'Enter' || event.key === ' ') && id) this.opened.emit(id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected onScroll(): void {
    const end = this.viewport()?.getRenderedRange().end ?? 0;
    if (this.hasMore() && end > this.rows().length - AHEAD) this.moreWanted.emit();
  }

  protected readonly trackRow = (_index: number, row: ConversationRow) => row.id;

  private reveal(index: number): void {
    const viewport = this.viewport();
    if (!viewport) return;
    const top = index * ROW_HEIGHT;
    const from = viewport.measureScrollOffset();
    const size = viewport.getViewportSize();
    if (top < from) viewport.scrollToOffset(top);
    else if (top + ROW_HEIGHT > from + size) viewport.scrollToOffset(top + ROW_HEIGHT - size);
  }
}
