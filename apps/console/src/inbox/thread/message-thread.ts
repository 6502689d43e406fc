import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Glyph } from '../../ui/glyph';
import { fullTime } from './business-time';
import { EventLine } from './event-line';
import { MediaViewer, type ViewedMedia } from './media-viewer';
import { MessageBubble } from './message-bubble';
import { authorName } from './quoted-message';
import { ThreadScroll } from './thread-scroll';
import type { ThreadEvent, ThreadMessage, ThreadTemplate } from './thread-message';
import { firstUnread, threadRows, type MessageRow } from './thread-rows';

/** How many pages a click on a quote may load to find the original. */
const JUMP_PAGES = 40;
const FLASH_MS = 1400;
/** A skeleton that would only flicker is not shown. */
const SKELETON_AFTER_MS = 150;

const captionOf = ({ content }: ThreadMessage): string => {
  if (content.type === 'image') return content.image.caption ?? '';
  return content.type === 'video' ? (content.video.caption ?? '') : '';
};

/** A conversation's messages: only those near the view are drawn, so that twenty thousand scroll as ten do. */
@Component({
  selector: 'dc-message-thread',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EventLine, Glyph, MediaViewer, MessageBubble],
  providers: [ThreadScroll],
  templateUrl: './message-thread.html',
  styleUrl: './message-thread.scss',
})
export class MessageThread {
  readonly conversationId = input.required<string>();
  /** Oldest first. */
  readonly messages = input.required<readonly ThreadMessage[]>();
  readonly events = input<readonly ThreadEvent[]>([]);
  readonly templates = input<readonly ThreadTemplate[]>([]);
  readonly contactName = input.required<string>();
  /** The business's time zone, as `Africa/Nairobi`. */
  readonly zone = input('Africa/Nairobi');
  /** Now, in ms: it decides what is "Today". */
  readonly now = input.required<number>();
  readonly state = input<'loading' | 'ready' | 'failed'>('ready');
  readonly problem = input<{ message: string; requestId?: string }>();
  /** How many were unread when the conversation was opened: the "new messages" line goes before them. */
  readonly unreadCount = input(0);
  readonly hasOlder = input(false);
  readonly isLoadingOlder = input(false);
  readonly canReply = input(true);
  /** Messages whose retry or drop is under way. */
  readonly busyIds = input<ReadonlySet<string>>(new Set());
  /** Who is writing right now, if anybody. */
  readonly typingName = input<string>();

  readonly loadOlder = output<void>();
  readonly tryAgain = output<void>();
  readonly reply = output<ThreadMessage>();
  readonly retry = output<ThreadMessage>();
  readonly drop = output<ThreadMessage>();
  /** The address of a file ran out, or its fetching failed: ask for the message anew. */
  readonly refreshMedia = output<{ messageId: string; mediaId: string }>();
  /** The newest message is in view, or no longer is. */
  readonly atEndChange = output<boolean>();

  private readonly scroll = inject(ThreadScroll);
  private readonly scroller = viewChild<ElementRef<HTMLElement>>('scroller');

  private readonly opened = signal<
    { id: string; firstUnreadId: string | undefined; count: number } | undefined
  >(undefined);
  private seenLast: string | undefined;
  private pendingJump: { id: string; pages: number } | undefined;
  protected readonly freshCount = signal(0);
  protected readonly announcement = signal('');
  protected readonly currentKey = signal<string | undefined>(undefined);
  protected readonly flashedId = signal<string | undefined>(undefined);
  protected readonly isMissing = signal(false);
  protected readonly showsSkeleton = signal(false);
  protected readonly viewed = signal<{ items: ViewedMedia[]; startAt: number } | undefined>(
    undefined,
  );

  protected readonly rows = computed(() =>
    threadRows(this.messages(), this.events(), {
      zone: this.zone(),
      now: this.today(),
      firstUnreadId: this.opened()?.firstUnreadId,
      unreadCount: this.opened()?.count,
    }),
  );
  /** The clock ticks often; the labels of days change at most four times an hour in any zone. */
  private readonly today = computed(() => Math.floor(this.now() / 900_000) * 900_000);
  private readonly messageRows = computed(() =>
    this.rows().filter((row): row is MessageRow => row.kind === 'message'),
  );
  protected readonly drawn = computed(() => {
    const { start, end } = this.scroll.range();
    return this.rows().slice(start, end);
  });
  protected readonly tabKey = computed(() => {
    const key = this.currentKey();
    const drawn = this.drawn().filter((row) => row.kind === 'message');
    return drawn.some((row) => row.key === key) ? key : drawn.at(-1)?.key;
  });
  protected readonly spaceAbove = this.scroll.spaceAbove;
  protected readonly spaceBelow = this.scroll.spaceBelow;
  protected readonly isAtEnd = this.scroll.isAtEnd;
  protected readonly skeletons = [52, 34, 68, 40, 58, 30].map((width, index) => ({
    width,
    isOut: index % 3 === 1,
  }));

  constructor() {
    this.scroll.attach(this.rows, this.scroller);
    effect(() => this.onOpen(this.conversationId(), this.state()));
    effect(() => this.onMessages(this.messages()));
    effect(() => {
      const isAtEnd = this.isAtEnd();
      untracked(() => this.atEndChange.emit(isAtEnd));
    });
    effect(() => {
      if (this.isAtEnd()) this.freshCount.set(0);
    });
    effect(() => {
      const wants = this.scroll.isNearTop() && this.state() === 'ready' && this.rows().length > 0;
      if (wants && this.hasOlder() && !this.isLoadingOlder())
        untracked(() => this.loadOlder.emit());
    });
    effect((onCleanup) => {
      this.showsSkeleton.set(false);
      if (this.state() !== 'loading') return;
      const timer = setTimeout(() => this.showsSkeleton.set(true), SKELETON_AFTER_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  private onOpen(id: string, state: string) {
    if (state !== 'ready' || untracked(this.opened)?.id === id) return;
    untracked(() => {
      const count = this.unreadCount();
      this.opened.set({ id, count, firstUnreadId: firstUnread(this.messages(), count) });
      this.seenLast = this.messages().at(-1)?.id;
      this.freshCount.set(0);
      this.announcement.set('');
      this.currentKey.set(undefined);
      this.pendingJump = undefined;
      this.isMissing.set(false);
      this.scroll.reset();
    });
  }

  /** Counts and announces what came in at the end; continues a jump that waits for older messages. */
  private onMessages(messages: readonly ThreadMessage[]) {
    untracked(() => {
      if (this.opened()?.id !== this.conversationId()) return;
      const seen = messages.findLastIndex((message) => message.id === this.seenLast);
      const fresh = seen < 0 ? [] : messages.slice(seen + 1);
      this.seenLast = messages.at(-1)?.id;
      const inbound = fresh.filter((message) => message.direction === 'INBOUND');
      if (
        fresh.some(
          (message) =>
            message.direction === 'OUTBOUND' &&
            message.authorKind === 'MEMBER' &&
            message.status === 'QUEUED',
        )
      )
        this.toEnd();
      if (inbound.length) {
        if (!this.isAtEnd()) this.freshCount.update((count) => count + inbound.length);
        const last = inbound.at(-1)!;
        this.announcement.set(`${this.contactName()}: ${last.preview}`);
      }
      if (this.pendingJump) this.jumpTo(this.pendingJump.id, this.pendingJump.pages);
    });
  }

  protected onScroll() {
    this.scroll.onScroll();
  }

  protected toEnd() {
    this.freshCount.set(0);
    this.scroll.toEnd();
  }

  /** Goes to a message and lights it up; loads older pages when it is not here yet. */
  jumpTo(id: string, pages = JUMP_PAGES) {
    const row = this.messageRows().find(
      (one) => one.message.id === id || one.album?.some((message) => message.id === id),
    );
    this.pendingJump = undefined;
    this.isMissing.set(false);
    if (row) {
      this.scroll.toRow(row.key, 'middle');
      this.currentKey.set(row.key);
      this.flashedId.set(row.message.id);
      setTimeout(() => this.flashedId.set(undefined), FLASH_MS);
      this.focusCurrent();
    } else if (this.hasOlder() && pages > 0) {
      this.pendingJump = { id, pages: pages - 1 };
      if (!this.isLoadingOlder()) this.loadOlder.emit();
    } else {
      this.isMissing.set(true);
    }
  }

  protected onKey(event: KeyboardEvent) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target as HTMLElement).matches('dc-message-bubble, .scroller')) return;
    if (event.key === 'End') this.toEnd();
    else if (event.key === 'ArrowUp') this.step(-1);
    else if (event.key === 'ArrowDown') this.step(1);
    else return;
    event.preventDefault();
  }

  private step(by: number) {
    const rows = this.messageRows();
    const at = rows.findIndex((row) => row.key === this.tabKey());
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (!next) return;
    this.currentKey.set(next.key);
    this.scroll.toRow(next.key, 'nearest');
    this.focusCurrent();
  }

  private focusCurrent() {
    const key = this.currentKey();
    // After the next drawing, as the row may not be drawn yet.
    setTimeout(() => {
      const row = [
        ...(this.scroller()?.nativeElement.querySelectorAll<HTMLElement>('[data-row]') ?? []),
      ].find((one) => one.dataset['row'] === key);
      row?.querySelector<HTMLElement>('dc-message-bubble')?.focus({ preventScroll: true });
    });
  }

  /** Opens the viewer on a file, with all loaded photos and videos of the conversation around it. */
  protected openMedia(row: MessageRow, index: number) {
    const shown = (row.album ?? [row.message]).flatMap((message) => message.media)[index];
    const all = this.messages().flatMap((message) =>
      message.media
        .filter((media) => media.url && (media.kind === 'image' || media.kind === 'video'))
        .map((media) => ({
          media,
          caption: captionOf(message),
          byline: `${authorName(message, this.contactName())}, ${fullTime(message.at, this.zone())}`,
        })),
    );
    const startAt = all.findIndex((item) => item.media.id === shown?.id);
    if (startAt >= 0) this.viewed.set({ items: all, startAt });
    else if (shown?.url)
      this.viewed.set({
        items: [{ media: shown, caption: captionOf(row.message), byline: '' }],
        startAt: 0,
      });
  }

  protected refresh(row: MessageRow, mediaId: string) {
    const owner =
      row.album?.find((message) => message.media.some((media) => media.id === mediaId)) ??
      row.message;
    this.refreshMedia.emit({ messageId: owner.id, mediaId });
  }
}
