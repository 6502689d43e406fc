import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { MessageContent } from '@datacare/cloud-api/content';
import { Subject } from 'rxjs';
import { Fault, toFault } from '../core/graphql/fault';
import {
  type MessagePartsFragment,
  type QuotedMessageFragment,
  SendMessageDocument,
} from '../core/graphql/generated';
import { Graph } from '../core/graphql/graph';
import { type Refusal, settle } from '../core/graphql/settle';
import { Session } from '../core/session/session';
import type { PendingMessage } from './pending-message';

export interface NewMessage {
  readonly conversationId: string;
  readonly threadId: string;
  readonly content: MessageContent;
  readonly quote?: QuotedMessageFragment | null;
  /** When it is to leave (ISO, in UTC); at once where not given. */
  readonly sendAt?: string | null;
}

const AGAIN_AFTER_MS = 3_000;
const TRIES_AGAINST_FAULTS = 3;
const storageKey = (memberId: string) => `datacare.outbox.${memberId}`;

function readStored(memberId: string): PendingMessage[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey(memberId)) ?? '[]');
    return Array.isArray(value) ? (value as PendingMessage[]) : [];
  } catch {
    return [];
  }
}

/**
 * Sends of this browser until the server has them: in order within a conversation, over lost connections and reloads.
 * Repeating is harmless because the client key makes the server find its first message.
 */
@Injectable({ providedIn: 'root' })
export class Outbox {
  private readonly graph = inject(Graph);
  private readonly session = inject(Session);
  private readonly memberId = computed(() => this.session.me()?.id ?? null);
  private readonly waiting = signal<readonly PendingMessage[]>([]);
  private readonly busy = new Set<string>();
  private readonly settled = new Subject<MessagePartsFragment>();

  readonly pending = this.waiting.asReadonly();
  /** Messages as the server made them. */
  readonly sent = this.settled.asObservable();

  constructor() {
    effect(() => {
      const memberId = this.memberId();
      this.waiting.set(memberId ? readStored(memberId) : []);
      untracked(() => this.pumpAll());
    });
  }

  /** Takes a message; it is on the screen before this returns. */
  send({ conversationId, threadId, content, quote = null, sendAt = null }: NewMessage): void {
    const pending: PendingMessage = {
      clientKey: newKey(),
      conversationId,
      threadId,
      content,
      quote,
      at: new Date().toISOString(),
      sendAt,
      refusal: null,
    };
    this.change((all) => [...all, pending]);
    void this.pump(conversationId);
  }

  /** Tries a refused message again, under its own key: it cannot be sent twice. */
  retry(clientKey: string): void {
    this.change((all) =>
      all.map((one) => (one.clientKey === clientKey ? { ...one, refusal: null } : one)),
    );
    this.pumpAll();
  }

  discard(clientKey: string): void {
    this.change((all) => all.filter((one) => one.clientKey !== clientKey));
  }

  private pumpAll(): void {
    for (const id of new Set(this.waiting().map((one) => one.conversationId))) void this.pump(id);
  }

  private async pump(conversationId: string): Promise<void> {
    if (this.busy.has(conversationId)) return;
    this.busy.add(conversationId);
    try {
      for (;;) {
        const next = this.waiting().find(
          (one) => one.conversationId === conversationId && !one.refusal,
        );
        if (!next) return;
        await this.deliver(next);
      }
    } finally {
      this.busy.delete(conversationId);
    }
  }

  private async deliver(pending: PendingMessage): Promise<void> {
    const owner = this.memberId();
    for (let faults = 0; this.memberId() === owner && this.has(pending);) {
      try {
        const { sendMessage } = await this.graph.mutate(SendMessageDocument, {
          input: {
            conversationId: pending.conversationId,
            clientKey: pending.clientKey,
            content: pending.content,
            replyToMessageId: pending.quote?.id ?? null,
            sendAt: pending.sendAt ?? null,
          },
        });
        const result = settle(sendMessage);
        if (!result.ok) return this.refuse(pending, result.refusal);
        this.settled.next(result.value);
        return this.discard(pending.clientKey);
      } catch (error) {
        const fault = toFault(error);
        const isTransient = fault.kind === 'offline' || fault.kind === 'unauthenticated';
        if (!isTransient && ++faults >= TRIES_AGAINST_FAULTS)
          return this.refuse(pending, reasonOf(fault));
        await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
      }
    }
  }

  private has({ clientKey }: PendingMessage): boolean {
    return this.waiting().some((one) => one.clientKey === clientKey);
  }

  private refuse({ clientKey }: PendingMessage, { code, message }: Refusal): void {
    this.change((all) =>
      all.map((one) =>
        one.clientKey === clientKey ? { ...one, refusal: { code, message } } : one,
      ),
    );
  }

  private change(how: (all: readonly PendingMessage[]) => readonly PendingMessage[]): void {
    this.waiting.update(how);
    const memberId = this.memberId();
    if (!memberId) return;
    try {
      localStorage.setItem(storageKey(memberId), JSON.stringify(this.waiting()));
    } catch {
      // Without storage the message still goes; it only would not outlive a reload.
    }
  }
}

/** A random UUID; `randomUUID` itself is there only under HTTPS and on localhost. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function reasonOf(fault: Fault): Refusal {
  const reference = fault.requestId ? ` Reference ${fault.requestId}.` : '';
  return { code: 'FAULT', message: `${fault.message}${reference}` };
}
