import {
  afterRenderEffect,
  computed,
  DestroyRef,
  type ElementRef,
  inject,
  Injectable,
  type Signal,
  signal,
  untracked,
} from '@angular/core';
import { rowAt, rowTops, visibleRange, type RowRange } from './row-window';
import type { ThreadRow } from './thread-rows';

const OVERSCAN = 600;
/** Nearer to the end than this counts as reading the newest. */
const NEAR_END = 60;
/** Nearer to the top than this asks for older messages. */
const NEAR_TOP = 1200;
/** What a view without a layout yet is taken to be high. */
const UNKNOWN_HEIGHT = 800;

interface Anchor {
  key: string;
  /** Where the row's top lies below the top of the view, in pixels. */
  offset: number;
}

/**
 * Draws only the rows near the view, and keeps what the reader looks at where it is while rows above are loaded,
 * measured or changed. At the end it follows new messages.
 */
@Injectable()
export class ThreadScroll {
  private readonly measured = new Map<string, number>();
  private readonly version = signal(0);
  private readonly top = signal(0);
  private readonly height = signal(UNKNOWN_HEIGHT);
  private readonly atEnd = signal(true);
  private anchor: Anchor | undefined;
  /** Where we put the view last: the scroll event that follows is ours and decides nothing. */
  private placedAt = -1;
  private rows: Signal<readonly ThreadRow[]> = signal([]);
  private scroller: Signal<ElementRef<HTMLElement> | undefined> = signal(undefined);
  private resize?: ResizeObserver;
  private readonly observed = new Set<Element>();

  /** Whether the newest message is in view. */
  readonly isAtEnd = this.atEnd.asReadonly();
  private readonly tops = computed(() => {
    this.version();
    return rowTops(this.rows(), this.measured);
  });
  readonly range: Signal<RowRange> = computed(
    () => {
      const tops = this.tops();
      const height = this.height();
      const last = Math.max(0, (tops.at(-1) ?? 0) - height);
      return visibleRange(tops, this.atEnd() ? last : Math.min(this.top(), last), height, OVERSCAN);
    },
    { equal: (a, b) => a.start === b.start && a.end === b.end },
  );
  readonly spaceAbove = computed(() => this.tops()[this.range().start] ?? 0);
  readonly spaceBelow = computed(
    () => (this.tops().at(-1) ?? 0) - (this.tops()[this.range().end] ?? 0),
  );

  /** Whether the reader is close to the oldest message that is here. */
  readonly isNearTop = computed(() => {
    const end = (this.tops().at(-1) ?? 0) - this.height();
    return (this.atEnd() ? end : this.top()) < NEAR_TOP;
  });

  constructor() {
    afterRenderEffect({
      mixedReadWrite: () => {
        this.scroller();
        this.range();
        this.tops();
        untracked(() => this.settle());
      },
    });
    inject(DestroyRef).onDestroy(() => this.resize?.disconnect());
  }

  attach(
    rows: Signal<readonly ThreadRow[]>,
    scroller: Signal<ElementRef<HTMLElement> | undefined>,
  ) {
    this.rows = rows;
    this.scroller = scroller;
  }

  /** Begins anew at the end, as when another conversation opens. */
  reset() {
    this.measured.clear();
    this.anchor = undefined;
    this.atEnd.set(true);
    this.version.update((version) => version + 1);
  }

  onScroll() {
    const element = this.scroller()?.nativeElement;
    if (!element) return;
    const { scrollTop, clientHeight, scrollHeight } = element;
    this.height.set(clientHeight || UNKNOWN_HEIGHT);
    this.top.set(scrollTop);
    if (Math.abs(scrollTop - this.placedAt) < 1) return;
    this.placedAt = -1;
    this.atEnd.set(scrollHeight - clientHeight - scrollTop <= NEAR_END);
    this.keepAnchor(scrollTop);
  }

  toEnd() {
    this.anchor = undefined;
    this.atEnd.set(true);
    this.version.update((version) => version + 1);
  }

  /** Brings a row into the view: to its middle, or only as far as needed. */
  toRow(key: string, how: 'middle' | 'nearest') {
    const index = this.rows().findIndex((row) => row.key === key);
    if (index < 0) return;
    const tops = this.tops();
    const top = tops[index]!;
    const size = tops[index + 1]! - top;
    const view = this.height();
    const current = this.atEnd() ? Math.max(0, tops.at(-1)! - view) : this.top();
    let target = top - (view - size) / 2;
    if (how === 'nearest') {
      if (top >= current && top + size <= current + view) return;
      target = top < current ? top - 8 : top + size - view + 8;
    }
    const at = Math.max(0, Math.min(target, tops.at(-1)! - view));
    this.anchor = { key, offset: top - at };
    this.top.set(at);
    this.atEnd.set(tops.at(-1)! - view - at <= NEAR_END);
    this.version.update((version) => version + 1);
  }

  private keepAnchor(scrollTop: number) {
    const tops = this.tops();
    const index = rowAt(tops, scrollTop);
    const row = this.rows()[index];
    this.anchor = row && { key: row.key, offset: tops[index]! - scrollTop };
  }

  /** After drawing: learn the real heights, draw again if they differ, then put the view where it belongs. */
  private settle() {
    const element = this.scroller()?.nativeElement;
    if (!element) return;
    this.observe(element);
    if (element.clientHeight && element.clientHeight !== this.height())
      this.height.set(element.clientHeight);
    if (this.measure(element)) {
      this.version.update((version) => version + 1);
      return;
    }
    const target = this.target();
    if (target !== undefined && Math.abs(element.scrollTop - target) >= 1) {
      element.scrollTop = target;
      this.placedAt = element.scrollTop;
      this.top.set(this.placedAt);
    }
  }

  private target(): number | undefined {
    const tops = this.tops();
    if (this.atEnd())
      return Math.max(0, (this.scroller()?.nativeElement.scrollHeight ?? 0) - this.height());
    if (!this.anchor) return undefined;
    const index = this.rows().findIndex((row) => row.key === this.anchor!.key);
    return index < 0 ? undefined : Math.max(0, tops[index]! - this.anchor.offset);
  }

  private measure(element: HTMLElement): boolean {
    let hasChanged = false;
    for (const child of element.querySelectorAll<HTMLElement>('[data-row]')) {
      const height = child.getBoundingClientRect().height;
      const key = child.dataset['row']!;
      if (height > 0 && Math.abs((this.measured.get(key) ?? -1) - height) >= 0.5) {
        this.measured.set(key, height);
        hasChanged = true;
      }
    }
    return hasChanged;
  }

  /** Pictures that load, lists that open and a window that is resized change heights without a drawing of ours. */
  private observe(element: HTMLElement) {
    this.resize ??= new ResizeObserver(() => {
      if (element.clientHeight) this.height.set(element.clientHeight);
      if (this.measure(element)) this.version.update((version) => version + 1);
      else this.settle();
    });
    const present = new Set<Element>([element, ...element.querySelectorAll('[data-row]')]);
    for (const old of this.observed) {
      if (present.has(old)) continue;
      this.resize.unobserve(old);
      this.observed.delete(old);
    }
    for (const one of present) {
      if (this.observed.has(one)) continue;
      this.resize.observe(one);
      this.observed.add(one);
    }
  }
}
