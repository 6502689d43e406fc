import { Injectable, inject } from '@angular/core';
import { toFault } from '../core/graphql/fault';
import {
  AssignConversationDocument,
  ClaimConversationDocument,
  CloseConversationDocument,
  type ContactCardFragment,
  DropMessageDocument,
  MarkConversationReadDocument,
  MarkConversationUnreadDocument,
  type Priority,
  ReopenConversationDocument,
  RetryMessageDocument,
  SetConversationPriorityDocument,
  SetTypingDocument,
  UpdateContactDocument,
  type UpdateContactInput,
} from '../core/graphql/generated';
import { Graph } from '../core/graphql/graph';
import { type Refusal, settle } from '../core/graphql/settle';
import { Session } from '../core/session/session';
import { Toasts } from '../ui/toasts';
import { ConversationStore } from './conversation-store';
import type { ConversationRow } from './list-filter';
import { Outbox } from './outbox';
import { clientKeyOf, isLocal } from './pending-message';
import { ThreadStore } from './thread-store';

export interface Assignment {
  readonly assignee: { readonly id: string; readonly name: string } | null;
  readonly team: { readonly id: string; readonly name: string } | null;
}

type RowAnswer = (ConversationRow & { readonly __typename: 'Conversation' }) | Refusal;

/** What an agent does to a conversation: shown at once, taken back with a reason when the server says no. */
@Injectable({ providedIn: 'root' })
export class InboxActions {
  private readonly graph = inject(Graph);
  private readonly session = inject(Session);
  private readonly conversations = inject(ConversationStore);
  private readonly threads = inject(ThreadStore);
  private readonly outbox = inject(Outbox);
  private readonly toasts = inject(Toasts);

  /** Resolves to whether the conversation is the viewer's now. */
  async claim(row: ConversationRow): Promise<boolean> {
    const me = this.session.me();
    if (!me) return false;
    const guess: ConversationRow = { ...row, assignee: { id: me.id, name: me.name } };
    const undo = this.guess(guess);
    try {
      const { claimConversation } = await this.graph.mutate(ClaimConversationDocument, {
        input: { conversationId: row.id },
      });
      const result = settle(claimConversation);
      if (result.ok) {
        if (this.conversations.row(row.id) === guess) this.put(result.value);
        return true;
      }
      undo();
      const { refusal } = result;
      if (refusal.__typename === 'AlreadyAssigned' && refusal.assignee) {
        // The winner's change may still be on its way; what is known already is shown.
        this.put({ ...(this.conversations.row(row.id) ?? row), assignee: refusal.assignee });
        this.toasts.warn(`${refusal.assignee.name} took this conversation a moment ago.`);
      } else {
        this.toasts.warn(refusal.message);
      }
    } catch (error) {
      undo();
      this.toasts.warn(toFault(error).message);
    }
    return false;
  }

  assign(row: ConversationRow, { assignee, team }: Assignment): Promise<void> {
    const before: Assignment = { assignee: row.assignee, team: row.team };
    const to = assignee?.name ?? team?.name;
    return this.act(
      { ...row, assignee, team },
      async () =>
        (
          await this.graph.mutate(AssignConversationDocument, {
            input: {
              conversationId: row.id,
              assigneeId: assignee?.id ?? null,
              teamId: team?.id ?? null,
            },
          })
        ).assignConversation,
      {
        text: to
          ? `${row.contact.displayName} assigned to ${to}`
          : `${row.contact.displayName} is unassigned`,
        undo: () => void this.assign({ ...row, assignee, team }, before),
      },
    );
  }

  close(row: ConversationRow): Promise<void> {
    return this.act(
      { ...row, status: 'CLOSED', closedAt: new Date().toISOString(), unreadCount: 0 },
      async () =>
        (await this.graph.mutate(CloseConversationDocument, { input: { conversationId: row.id } }))
          .closeConversation,
      {
        text: `${row.contact.displayName} resolved`,
        undo: () => void this.reopen({ ...row, status: 'CLOSED' }),
      },
    );
  }

  reopen(row: ConversationRow): Promise<void> {
    return this.act(
      { ...row, status: 'OPEN', closedAt: null },
      async () =>
        (await this.graph.mutate(ReopenConversationDocument, { input: { conversationId: row.id } }))
          .reopenConversation,
      { text: `${row.contact.displayName} reopened` },
    );
  }

  setPriority(row: ConversationRow, priority: Priority): Promise<void> {
    return this.act(
      { ...row, priority },
      async () =>
        (
          await this.graph.mutate(SetConversationPriorityDocument, {
            input: { conversationId: row.id, priority },
          })
        ).setConversationPriority,
    );
  }

  markRead(row: ConversationRow): Promise<void> {
    return this.act(
      { ...row, unreadCount: 0 },
      async () =>
        (
          await this.graph.mutate(MarkConversationReadDocument, {
            input: { conversationId: row.id },
          })
        ).markConversationRead,
    );
  }

  markUnread(row: ConversationRow): Promise<void> {
    return this.act(
      { ...row, unreadCount: Math.max(1, row.unreadCount) },
      async () =>
        (
          await this.graph.mutate(MarkConversationUnreadDocument, {
            input: { conversationId: row.id },
          })
        ).markConversationUnread,
    );
  }

  async retry(messageId: string): Promise<void> {
    if (isLocal(messageId)) return this.outbox.retry(clientKeyOf(messageId));
    await this.settleMessage(
      async () =>
        (await this.graph.mutate(RetryMessageDocument, { input: { messageId } })).retryMessage,
    );
  }

  async drop(messageId: string): Promise<void> {
    if (isLocal(messageId)) return this.outbox.discard(clientKeyOf(messageId));
    await this.settleMessage(
      async () =>
        (await this.graph.mutate(DropMessageDocument, { input: { messageId } })).dropMessage,
    );
  }

  /** Shown at once; the contact's own words of it come with the answer. */
  async updateContact(
    contact: ContactCardFragment,
    input: Omit<UpdateContactInput, 'contactId'>,
  ): Promise<void> {
    const { name, tags } = input;
    this.threads.putContact({
      ...contact,
      ...(name && { name, displayName: name }),
      ...(tags && { tags }),
    });
    const takeBack = (reason: string) => {
      this.threads.putContact(contact);
      this.toasts.warn(reason);
    };
    try {
      const { updateContact } = await this.graph.mutate(UpdateContactDocument, {
        input: { contactId: contact.id, ...input },
      });
      const result = settle(updateContact);
      if (result.ok) this.threads.putContact(result.value);
      else takeBack(result.refusal.message);
    } catch (error) {
      takeBack(toFault(error).message);
    }
  }

  /** Shows the customer that somebody writes; not worth an error when it does not work. */
  typing(conversationId: string): void {
    this.graph.mutate(SetTypingDocument, { input: { conversationId } }).catch(() => undefined);
  }

  private async settleMessage(
    request: () => Promise<Parameters<ThreadStore['applyAnswer']>[0] | Refusal>,
  ): Promise<void> {
    try {
      const result = settle(await request());
      if (result.ok) this.threads.applyAnswer(result.value);
      else this.toasts.warn(result.refusal.message);
    } catch (error) {
      this.toasts.warn(toFault(error).message);
    }
  }

  private async act(
    guess: ConversationRow,
    request: () => Promise<RowAnswer>,
    done?: { readonly text: string; readonly undo?: () => void },
  ): Promise<void> {
    const undo = this.guess(guess);
    const unsay = done && this.toasts.say(done.text, done.undo);
    const takeBack = (reason: string) => {
      undo();
      unsay?.();
      this.toasts.warn(reason);
    };
    try {
      const result = settle(await request());
      if (!result.ok) return takeBack(result.refusal.message);
      // Something newer than the guess has come in live: it counts more than this answer.
      if (this.conversations.row(guess.id) === guess) this.put(result.value);
    } catch (error) {
      takeBack(toFault(error).message);
    }
  }

  private guess(row: ConversationRow): () => void {
    const before = this.conversations.row(row.id);
    const undo = this.conversations.put(row);
    this.threads.putRow(row);
    return () => {
      undo();
      if (before) this.threads.putRow(before);
    };
  }

  private put(row: ConversationRow): void {
    this.conversations.put(row);
    this.threads.putRow(row);
  }
}
