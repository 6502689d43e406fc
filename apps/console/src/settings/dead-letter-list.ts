import { Component, inject, input, signal } from '@angular/core';
import { businessZone } from '../core/business-zone';
import { toFault } from '../core/graphql/fault';
import {
  DeadLettersDocument,
  DropDeadLettersDocument,
  ReplayDeadLettersDocument,
} from '../core/graphql/generated';
import { Graph } from '../core/graphql/graph';
import { fullTime } from '../inbox/thread/business-time';
import { Glyph } from '../ui/glyph';
import { Toasts } from '../ui/toasts';
import { ViewState } from '../ui/view-state';
import { Paged } from './paged';

const PAGE = 30;

/** Webhooks that failed five times, each with its error and its body, to be replayed or dropped. */
@Component({
  selector: 'dc-dead-letter-list',
  imports: [Glyph, ViewState],
  templateUrl: './dead-letter-list.html',
  styleUrl: './delivery-list.scss',
})
export class DeadLetterList {
  private readonly graph = inject(Graph);
  private readonly toasts = inject(Toasts);
  readonly canManage = input(false);

  protected readonly letters = new Paged(
    async (after) =>
      (await this.graph.query(DeadLettersDocument, { first: PAGE, after })).deadLetters,
  );
  protected readonly dropping = signal<string | null>(null);

  protected time(at: string): string {
    return fullTime(at, businessZone);
  }

  /** The body as somebody reads it: JSON indented, anything else as it came. */
  protected readable(body: string): string {
    try {
      return JSON.stringify(JSON.parse(body), null, 2);
    } catch {
      return body;
    }
  }

  protected async replay(ids: readonly string[]): Promise<void> {
    try {
      const { replayDeadLetters } = await this.graph.mutate(ReplayDeadLettersDocument, {
        ids: [...ids],
      });
      for (const id of ids) this.letters.remove(id);
      this.toasts.say(
        `${replayDeadLetters} ${replayDeadLetters === 1 ? 'webhook is' : 'webhooks are'} tried again`,
      );
    } catch (error) {
      this.toasts.warn(toFault(error).message);
    }
  }

  protected replayAll(): Promise<void> {
    return this.replay(this.letters.all().map(({ id }) => id));
  }

  /** Dropping cannot be undone, so the button asks once more in its own place. */
  protected async drop(id: string): Promise<void> {
    if (this.dropping() !== id) return this.dropping.set(id);
    try {
      await this.graph.mutate(DropDeadLettersDocument, { ids: [id] });
      this.letters.remove(id);
      this.toasts.say('Dropped');
    } catch (error) {
      this.toasts.warn(toFault(error).message);
    }
  }
}
