import { Component, inject, input, signal } from '@angular/core';
import { businessZone } from '../core/business-zone';
import { toFault } from '../core/graphql/fault';
import {
  DropMessageDocument,
  type MessagePartsFragment,
  RetryMessageDocument,
  UnconfirmedMessagesDocument,
} from '../core/graphql/generated';
import { Graph } from '../core/graphql/graph';
import { type Refusal, settle } from '../core/graphql/settle';
import { fullTime } from '../inbox/thread/business-time';
import { Glyph } from '../ui/glyph';
import { Toasts } from '../ui/toasts';
import { ViewState } from '../ui/view-state';
import { Paged } from './paged';

const PAGE = 30;

/** Sends that WhatsApp neither confirmed nor refused: a person decides whether to send again. */
@Component({
  selector: 'dc-unconfirmed-list',
  imports: [Glyph, ViewState],
  templateUrl: './unconfirmed-list.html',
  styleUrl: './delivery-list.scss',
})
export class UnconfirmedList {
  private readonly graph = inject(Graph);
  private readonly toasts = inject(Toasts);
  readonly canManage = input(false);
  protected readonly messages = new Paged(
    async (after) =>
      (await this.graph.query(UnconfirmedMessagesDocument, { first: PAGE, after }))
        .unconfirmedMessages,
  );
  protected readonly sure = signal<string | null>(null);

  protected time(at: string): string {
    return fullTime(at, businessZone);
  }

  protected writer({ author, authorKind }: MessagePartsFragment): string {
    return author?.name ?? authorKind.charAt(0) + authorKind.slice(1).toLowerCase();
  }

  /** The customer may get it twice, so the button asks once more in its own place. */
  protected resend(id: string): Promise<void> | void {
    if (this.sure() !== id) return this.sure.set(id);
    return this.decide(
      id,
      'Sent again',
      async () =>
        (await this.graph.mutate(RetryMessageDocument, { input: { messageId: id } })).retryMessage,
    );
  }

  protected drop(id: string): Promise<void> {
    return this.decide(
      id,
      'Dropped: it is not sent again',
      async () =>
        (await this.graph.mutate(DropMessageDocument, { input: { messageId: id } })).dropMessage,
    );
  }

  private async decide(
    id: string,
    done: string,
    request: () => Promise<MessagePartsFragment | Refusal>,
  ): Promise<void> {
    try {
      const result = settle(await request());
      this.messages.remove(id);
      if (result.ok) this.toasts.say(done);
      else this.toasts.warn(result.refusal.message);
    } catch (error) {
      this.toasts.warn(toFault(error).message);
    }
  }
}
