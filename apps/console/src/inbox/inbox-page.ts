import {
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { Clock } from '../core/clock';
import { Preferences } from '../core/preferences/preferences';
import { Screen } from '../core/screen';
import { Session } from '../core/session/session';
import { Shortcuts } from '../shell/shortcuts';
import { ViewState } from '../ui/view-state';
import { ConversationList } from './conversation-list';
import { ConversationPane } from './conversation-pane';
import { ConversationPanel } from './conversation-panel';
import { ConversationStore } from './conversation-store';
import { Directory } from './directory';
import { inboxShortcuts } from './inbox-shortcuts';
import { fromAddress, toAddress } from './list-address';
import type { ListFilter } from './list-filter';
import { ListHeader } from './list-header';
import { ListResizer } from './list-resizer';
import { emptyWords, found } from './list-words';
import { ThreadStore } from './thread-store';

/** The inbox: list, open conversation and context panel; the address bar says which and by what filter. */
@Component({
  selector: 'dc-inbox-page',
  imports: [
    ConversationList,
    ConversationPane,
    ConversationPanel,
    ListHeader,
    ListResizer,
    ViewState,
  ],
  templateUrl: './inbox-page.html',
  styleUrl: './inbox-page.scss',
  host: {
    '[class.has-conversation]': '!!conversationId()',
    '[style.--list-width.px]': 'preferences.listWidth()',
  },
})
export class InboxPage {
  private readonly router = inject(Router);
  private readonly threads = inject(ThreadStore);
  protected readonly store = inject(ConversationStore);
  protected readonly directory = inject(Directory);
  protected readonly preferences = inject(Preferences);
  protected readonly screen = inject(Screen);
  protected readonly session = inject(Session);
  protected readonly now = inject(Clock).now;

  readonly conversationId = input<string>();
  readonly tab = input<string>();
  readonly state = input<string>();
  readonly order = input<string>();
  readonly window = input<string>();
  readonly channel = input<string>();

  private readonly list = viewChild(ConversationList);
  private readonly header = viewChild(ListHeader);
  private readonly pane = viewChild(ConversationPane);

  protected readonly filter = computed(() =>
    fromAddress({
      tab: this.tab(),
      state: this.state(),
      order: this.order(),
      window: this.window(),
      channel: this.channel(),
    }),
  );
  private readonly filterKey = computed(() => JSON.stringify(this.filter()));
  protected readonly sought = signal('');
  protected readonly rows = computed(() => found(this.store.rows(), this.sought()));
  protected readonly empty = computed(() => emptyWords(this.filter(), this.sought()));
  protected readonly isDrawerOpen = signal(false);
  protected readonly isPanelShown = computed(() =>
    this.screen.hasPanel() ? this.preferences.isPanelOpen() : this.isDrawerOpen(),
  );
  private warming: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    void this.directory.load();
    effect(() => {
      this.filterKey();
      untracked(() => void this.store.load(this.filter()));
    });
    effect(() => {
      if (!this.conversationId()) untracked(() => this.threads.show(null));
    });
    inject(Shortcuts).add(
      inboxShortcuts({
        move: (by) => this.list()?.move(by),
        openCursor: () => this.openCursor(),
        reply: () => this.pane()?.focusComposer(),
        assign: () => this.pane()?.openAssign(),
        resolve: () => this.pane()?.resolve(),
        resolveAndNext: () => this.resolveAndNext(),
        markUnread: () => this.pane()?.markUnread(),
        search: () => this.header()?.focusSearch(),
        leave: () => this.leave(),
      }),
      inject(DestroyRef),
    );
  }

  protected open(id: string): void {
    this.isDrawerOpen.set(false);
    void this.router.navigate(['/inbox', id], { queryParamsHandling: 'preserve' });
  }

  protected backToList(): void {
    void this.router
      .navigate(['/inbox'], { queryParamsHandling: 'preserve' })
      .then(() => this.list()?.focus());
  }

  protected setFilter(filter: ListFilter): void {
    void this.router.navigate([], { queryParams: toAddress(filter), queryParamsHandling: 'merge' });
  }

  /** A row that the keyboard or the pointer rests on is fetched, so that opening it shows it at once. */
  protected approach(id: string): void {
    clearTimeout(this.warming);
    this.warming = setTimeout(() => this.threads.warm(id), 120);
  }

  protected togglePanel(): void {
    if (this.screen.hasPanel()) this.preferences.isPanelOpen.update((isOpen) => !isOpen);
    else this.isDrawerOpen.update((isOpen) => !isOpen);
  }

  private openCursor(): void {
    const id = this.list()?.cursor()?.id;
    if (id) this.open(id);
  }

  private resolveAndNext(): void {
    const rows = this.rows();
    const at = rows.findIndex(({ id }) => id === this.conversationId());
    const next = rows[at + 1] ?? rows[at - 1];
    this.pane()?.resolve();
    if (next) this.open(next.id);
    else this.backToList();
  }

  /** One step out: drawer, composer, conversation. */
  private leave(): void {
    const isInPane = document.activeElement?.closest('dc-conversation-pane');
    if (this.isDrawerOpen()) this.isDrawerOpen.set(false);
    else if (isInPane && this.screen.hasTwoPanes()) this.list()?.focus();
    else if (this.conversationId()) this.backToList();
  }
}
