import {
  Injectable,
  type Signal,
  type WritableSignal,
  computed,
  inject,
  signal,
  type OnDestroy,
} from '@angular/core';
import { toFault } from '../core/graphql/fault';
import {
  type ContactCardFragment,
  EarlierMessagesDocument,
  type MessagePartsFragment,
  OpenConversationDocument,
} from '../core/graphql/generated';
import { Graph } from '../core/graphql/graph';
import { Session } from '../core/session/session';
import type { ConversationRow } from './list-filter';
import { LiveFeed } from './live-feed';
import type { ConversationChange } from './live-source';
import { Outbox } from './outbox';
import { asMessage } from './pending-message';
import {
  type ThreadState,
  changed,
  emptyThread,
  isNewer,
  joined,
  renewed,
  withMessage,
  withRow,
} from './thread-state';

interface Entry {
  readonly thread: WritableSignal<ThreadState>;
  /** The newest change applied, to the conversation and to each message. */
  seq: number;
  readonly seqs: Map<string, number>;
  /** The newest state of the conversation itself that the live feed brought. */
  row: ConversationRow | null;
  fetchedAt: number;
  isFetching: boolean;
  /** Everything was declared old while an answer was on its way: that answer is not enough. */
  isOutdated: boolean;
}

const newEntry = (id: string): Entry => ({
  thread: signal(emptyThread(id)),
  seq: 0,
  seqs: new Map(),
  row: null,
  fetchedAt: 0,
  isFetching: false,
  isOutdated: false,
});

const PAGE = 50;
/** Threads kept warm; the one opened longest ago goes first. */
const KEPT = 30;
/** Addresses of media are signed for five minutes. */
const RENEW_AFTER_MS = 4 * 60_000;
const RENEW_MEDIA_AFTER_MS = 20_000;
const AGAIN_AFTER_MS = 3_000;

/** The conversations opened lately with their messages, kept true by the live feed, so that opening one again is instant. */
@Injectable({ providedIn: 'root' })
export class ThreadStore implements OnDestroy {
  private readonly graph = inject(Graph);
  private readonly session = inject(Session);
  private readonly outbox = inject(Outbox);
  private readonly entries = new Map<string, Entry>();
  private readonly openId = signal<string | null>(null);

  private readonly renewing = setInterval(() => this.renewOpen(), RENEW_AFTER_MS);

  readonly open: Signal<ThreadState | null> = computed(() => {
    const id = this.openId();
    const thread = id ? this.entries.get(id)?.thread() : undefined;
    return thread ? this.withPending(thread) : null;
  });

  constructor() {
    const feed = inject(LiveFeed);
    feed.changes.subscribe((change) => this.apply(change));
    feed.resets.subscribe(() => this.refetch());
    this.outbox.sent.subscribe((message) => this.applyAnswer(message));
  }

  ngOnDestroy(): void {
    clearInterval(this.renewing);
  }

  /** Shows a conversation: at once when it is warm, after a request when not. */
  show(id: string | null): void {
    if (id && !this.entries.has(id)) {
      this.entries.set(id, newEntry(id));
      void this.fetch(id);
    } else if (id) {
      const entry = this.entries.get(id)!;
      this.entries.delete(id);
      this.entries.set(id, entry);
      const isOld = Date.now() - entry.fetchedAt > RENEW_AFTER_MS;
      if (entry.thread().state !== 'ready' || isOld) void this.fetch(id);
    }
    this.openId.set(id);
    for (const old of this.entries.keys()) {
      if (this.entries.size <= KEPT) break;
      if (old !== id) this.entries.delete(old);
    }
  }

  /** Fetches ahead what will likely be opened next. */
  warm(id: string): void {
    if (this.entries.has(id)) return;
    this.entries.set(id, newEntry(id));
    void this.fetch(id);
  }

  /** New addresses for media whose old ones ran out; asked for at most a few times a minute. */
  renewMedia(id: string): void {
    const fetchedAt = this.entries.get(id)?.fetchedAt ?? Date.now();
    if (Date.now() - fetchedAt > RENEW_MEDIA_AFTER_MS) void this.fetch(id);
  }

  async fetch(id: string): Promise<void> {
    const entry = this.entries.get(id);
    if (!entry || entry.isFetching) return;
    entry.isFetching = true;
    try {
      await this.fetchInto(entry, id);
    } finally {
      entry.isFetching = false;
    }
    if (!entry.isOutdated) return;
    entry.isOutdated = false;
    await this.fetch(id);
  }

  private async fetchInto(entry: Entry, id: string): Promise<void> {
    const before = { seq: entry.seq, seqs: new Map(entry.seqs) };
    if (entry.thread().state !== 'ready') entry.thread.set(emptyThread(id));
    try {
      const { conversation } = await this.graph.query(OpenConversationDocument, { id, last: PAGE });
      if (!conversation) {
        entry.thread.update((thread) => ({ ...thread, state: 'missing' }));
        return;
      }
      const { messages, events, ...detail } = conversation;
      const page = messages.edges.map(({ node }) => node);
      const live = entry
        .thread()
        .messages.filter(({ id }) => entry.seqs.get(id) !== before.seqs.get(id));
      const { hasPreviousPage, startCursor } = messages.pageInfo;
      entry.fetchedAt = Date.now();
      entry.thread.update((thread) => ({
        ...emptyThread(id),
        ...renewed(thread, page, live, hasPreviousPage ? startCursor : null),
        state: 'ready',
        detail:
          entry.row && entry.seq !== before.seq
            ? withRow({ ...detail, events }, entry.row)
            : { ...detail, events },
        events,
      }));
    } catch (error) {
      if (entry.thread().state === 'ready') {
        // What is on the screen may be behind: it stays, and is asked for until it comes.
        setTimeout(() => void this.fetch(id), AGAIN_AFTER_MS);
        return;
      }
      entry.thread.update((thread) => ({ ...thread, state: 'failed', fault: toFault(error) }));
    }
  }

  async loadEarlier(id: string): Promise<void> {
    const entry = this.entries.get(id);
    const before = entry?.thread().earlierCursor;
    if (!entry || !before || entry.thread().isLoadingEarlier) return;
    entry.thread.update((thread) => ({ ...thread, isLoadingEarlier: true }));
    try {
      const { conversation } = await this.graph.query(EarlierMessagesDocument, {
        id,
        last: PAGE,
        before,
      });
      if (!conversation) return;
      const { edges, pageInfo } = conversation.messages;
      entry.thread.update((thread) => ({
        ...thread,
        messages: joined(
          thread.messages,
          edges.map(({ node }) => node),
        ),
        earlierCursor: pageInfo.hasPreviousPage ? pageInfo.startCursor : null,
      }));
    } catch {
      // Scrolling up again asks again.
    } finally {
      entry.thread.update((thread) => ({ ...thread, isLoadingEarlier: false }));
    }
  }

  /** A message as a mutation answered it; what the live feed already told of it counts more. */
  applyAnswer(message: MessagePartsFragment): void {
    for (const { thread } of this.entries.values()) {
      if (thread().detail?.threadId !== message.threadId) continue;
      const present = thread().messages.find(({ id }) => id === message.id);
      if (present && !isNewer(message, present)) continue;
      thread.update((state) => ({ ...state, messages: withMessage(state.messages, message) }));
    }
  }

  putRow(row: ConversationRow): void {
    this.entries
      .get(row.id)
      ?.thread.update((thread) =>
        thread.detail ? { ...thread, detail: withRow(thread.detail, row) } : thread,
      );
  }

  putContact(contact: ContactCardFragment): void {
    for (const { thread } of this.entries.values()) {
      const { detail } = thread();
      if (detail?.contact.id !== contact.id) continue;
      thread.update((state) => ({ ...state, detail: { ...detail, contact } }));
    }
  }

  private renewOpen(): void {
    const id = this.openId();
    if (id && !document.hidden) void this.fetch(id);
  }

  private apply(change: ConversationChange): void {
    const entry = this.entries.get(change.conversationId);
    if (!entry) return;
    const { message } = change;
    const isOldMessage = message && change.seq < (entry.seqs.get(message.id) ?? 0);
    if (message && !isOldMessage) entry.seqs.set(message.id, change.seq);
    entry.thread.update((thread) =>
      changed(thread, isOldMessage ? { ...change, message: null } : change),
    );
    if (change.seq < entry.seq || !change.conversation) return;
    entry.seq = change.seq;
    entry.row = change.conversation;
    this.putRow(change.conversation);
  }

  private refetch(): void {
    for (const [id, entry] of this.entries) {
      if (id !== this.openId()) this.entries.delete(id);
      else if (entry.isFetching) entry.isOutdated = true;
      else void this.fetch(id);
    }
  }

  private withPending(thread: ThreadState): ThreadState {
    const me = this.session.me();
    const arrived = new Set(thread.messages.map(({ clientKey }) => clientKey));
    const pending = this.outbox
      .pending()
      .filter((one) => one.conversationId === thread.conversationId && !arrived.has(one.clientKey))
      .map((one) => asMessage(one, me && { id: me.id, name: me.name }));
    return pending.length ? { ...thread, messages: [...thread.messages, ...pending] } : thread;
  }
}
