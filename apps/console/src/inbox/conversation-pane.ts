import {
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { businessZone } from '../core/business-zone';
import { Clock } from '../core/clock';
import { toFault } from '../core/graphql/fault';
import { Preferences } from '../core/preferences/preferences';
import { Rest } from '../core/rest';
import { Session } from '../core/session/session';
import { Toasts } from '../ui/toasts';
import { ViewState } from '../ui/view-state';
import { Composer, type Outgoing } from './composer/composer';
import { ConversationHeader } from './conversation-header';
import { ConversationStore } from './conversation-store';
import { Directory } from './directory';
import { Drafts } from './drafts';
import { type Assignment, InboxActions } from './inbox-actions';
import { MediaUpload } from './media-upload';
import { Outbox } from './outbox';
import { MessageThread } from './thread/message-thread';
import type { QuotedMessage, ThreadTemplate } from './thread/thread-message';
import { ThreadStore } from './thread-store';

/** The open conversation: its header, its thread, its composer. */
@Component({
  selector: 'dc-conversation-pane',
  imports: [Composer, ConversationHeader, MessageThread, ViewState],
  templateUrl: './conversation-pane.html',
  styleUrl: './conversation-pane.scss',
  host: {
    '(window:focus)': 'seen()',
    '(window:blur)': 'seen()',
    '(document:visibilitychange)': 'seen()',
    '(dragover)': 'offerDrop($event)',
    '(drop)': 'takeDrop($event)',
  },
})
export class ConversationPane {
  private readonly conversations = inject(ConversationStore);
  private readonly drafts = inject(Drafts);
  private readonly outbox = inject(Outbox);
  private readonly rest = inject(Rest);
  private readonly toasts = inject(Toasts);
  protected readonly threads = inject(ThreadStore);
  protected readonly actions = inject(InboxActions);
  protected readonly directory = inject(Directory);
  protected readonly preferences = inject(Preferences);
  protected readonly session = inject(Session);
  protected readonly upload = inject(MediaUpload).upload;
  protected readonly now = inject(Clock).now;
  protected readonly zone = businessZone;

  readonly conversationId = input.required<string>();
  readonly isPanelShown = input(false);
  readonly hasBack = input(false);
  readonly back = output<void>();
  readonly togglePanel = output<void>();

  private readonly header = viewChild(ConversationHeader);
  private readonly composer = viewChild(Composer);
  private readonly isAtEnd = signal(true);
  private readonly isSeen = signal(!document.hidden && document.hasFocus());

  protected readonly thread = computed(() => {
    const thread = this.threads.open();
    return thread?.conversationId === this.conversationId() ? thread : null;
  });
  /** The row is known from the list before the thread is here, so that the header never waits. */
  protected readonly row = computed(() => {
    const id = this.conversationId();
    return this.thread()?.detail ?? this.conversations.rows().find((row) => row.id === id) ?? null;
  });
  protected readonly threadState = computed(() => {
    const state = this.thread()?.state ?? 'loading';
    return state === 'missing' ? 'failed' : state;
  });
  protected readonly problem = computed(() => {
    const fault = this.thread()?.fault;
    if (!fault) return undefined;
    return { message: fault.message, ...(fault.requestId && { requestId: fault.requestId }) };
  });
  /** How many were unread when it was opened; reading does not move the line. */
  protected readonly unreadAtOpening = linkedSignal<string, number>({
    source: this.conversationId,
    computation: (id) => untracked(() => this.conversations.row(id)?.unreadCount ?? 0),
  });
  protected readonly draft = linkedSignal(() => this.drafts.read(this.conversationId()));
  protected readonly replyTo = linkedSignal<string, QuotedMessage | null>({
    source: this.conversationId,
    computation: () => null,
  });
  protected readonly disabledReason = computed(() =>
    this.session.can('conversation.reply')
      ? undefined
      : 'Your role can read conversations, not answer them.',
  );
  protected readonly notice = computed(() =>
    this.row()?.channel.isPaused
      ? `${this.row()?.channel.name} is paused: messages wait and go out when it is active again.`
      : undefined,
  );
  private readonly channelId = computed(() => this.row()?.channel.id);
  private readonly hasTemplateMessages = computed(
    () => this.thread()?.messages.some(({ kind }) => kind === 'template') ?? false,
  );
  protected readonly templates = signal<readonly ThreadTemplate[]>([]);
  protected readonly templatesState = signal<'loading' | 'ready' | 'failed'>('loading');

  constructor() {
    effect(() => {
      const id = this.conversationId();
      untracked(() => this.threads.show(id));
    });
    effect(() => {
      const text = this.draft();
      untracked(() => this.drafts.write(this.conversationId(), text));
    });
    effect(() => {
      const row = this.row();
      if (!row || row.unreadCount === 0 || this.threadState() !== 'ready') return;
      if (!this.isSeen() || !this.isAtEnd()) return;
      untracked(() => void this.actions.markRead(row));
    });
    effect(() => {
      this.channelId();
      untracked(() => {
        this.templates.set([]);
        this.templatesState.set('loading');
      });
      if (this.hasTemplateMessages()) untracked(() => void this.loadTemplates());
    });
  }

  openAssign(): void {
    this.header()?.openAssign();
  }

  focusComposer(): void {
    this.composer()?.focus();
  }

  resolve(): void {
    const row = this.row();
    if (row && row.status !== 'CLOSED') void this.actions.close(row);
  }

  markUnread(): void {
    const row = this.row();
    if (!row) return;
    void this.actions.markUnread(row);
    this.back.emit();
  }

  protected send({ contents, replyTo, sendAt }: Outgoing): void {
    const row = this.row();
    if (!row) return;
    contents.forEach((content, index) =>
      this.outbox.send({
        conversationId: row.id,
        threadId: row.threadId,
        content,
        quote: index === 0 ? (replyTo ?? null) : null,
        sendAt: sendAt ?? null,
      }),
    );
    this.replyTo.set(null);
  }

  protected async loadTemplates(): Promise<void> {
    const channelId = this.channelId();
    if (!channelId) return;
    try {
      const templates = await this.directory.templates(channelId);
      if (channelId !== this.channelId()) return;
      this.templates.set(templates);
      this.templatesState.set('ready');
    } catch {
      if (channelId === this.channelId()) this.templatesState.set('failed');
    }
  }

  protected assign(assignment: Assignment): void {
    const row = this.row();
    if (row) void this.actions.assign(row, assignment);
  }

  protected async saveLog(): Promise<void> {
    const row = this.row();
    if (!row) return;
    try {
      await this.rest.save(
        `/api/v1/conversations/${row.id}/log`,
        `${row.contact.displayName}.ndjson`,
      );
    } catch (error) {
      this.toasts.warn(toFault(error).message);
    }
  }

  protected atEnd(isAtEnd: boolean): void {
    this.isAtEnd.set(isAtEnd);
  }

  protected seen(): void {
    this.isSeen.set(!document.hidden && document.hasFocus());
  }

  /** Files may be dropped anywhere on the conversation; the composer takes its own first. */
  protected offerDrop(event: DragEvent): void {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  }

  protected takeDrop(event: DragEvent): void {
    if (event.defaultPrevented || !event.dataTransfer?.files.length) return;
    event.preventDefault();
    this.composer()?.addFiles([...event.dataTransfer.files]);
  }
}
