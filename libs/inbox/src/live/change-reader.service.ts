import { Access, type Viewer } from '@datacare/identity';
import { Message } from '@datacare/messaging';
import { Database } from '@datacare/platform';
import { Injectable } from '@nestjs/common';
import { ConversationEvent } from '../conversations/conversation-event.entity';
import { Conversation } from '../conversations/conversation.entity';
import type { ConversationChange } from '../inbox.events';

/** Somebody is typing for as long as WhatsApp would show it; after that the news is none. */
const TYPING_MS = 25_000;

/** A change with the rows it names, as they are now. */
export interface LoadedChange {
  change: ConversationChange;
  conversation: Conversation | null;
  message: Message | null;
  event: ConversationEvent | null;
}

/** What one viewer is told of a change. */
export interface VisibleChange {
  seq: number;
  conversationId: string;
  /** Null: the viewer may no longer see it. */
  conversation: Conversation | null;
  message: Message | null;
  event: ConversationEvent | null;
  typing: boolean | null;
}

/** Loads what changes are about, and says what of it a viewer may see. */
@Injectable()
export class ChangeReader {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
  ) {}

  /** The rows of these changes, in the order of the changes, with one query per table. */
  async load(changes: readonly ConversationChange[]): Promise<LoadedChange[]> {
    const ids = (pick: (change: ConversationChange) => string | undefined) => [
      ...new Set(changes.flatMap((change) => pick(change) ?? [])),
    ];
    const messageIds = ids(({ payload }) => payload.messageId);
    const eventIds = ids(({ payload }) => payload.eventId);
    const [conversations, messages, events] = await Promise.all([
      this.db
        .em()
        .find(Conversation, { id: { $in: ids(({ payload }) => payload.conversationId) } }),
      messageIds.length ? this.db.em().find(Message, { id: { $in: messageIds } }) : [],
      eventIds.length ? this.db.em().find(ConversationEvent, { id: { $in: eventIds } }) : [],
    ]);
    const byId = <Row extends { id: string }>(rows: Row[]) =>
      new Map(rows.map((row) => [row.id, row]));
    const [conversationOf, messageOf, eventOf] = [
      byId(conversations),
      byId(messages),
      byId(events),
    ];
    return changes.map((change) => ({
      change,
      conversation: conversationOf.get(change.payload.conversationId) ?? null,
      message: messageOf.get(change.payload.messageId ?? '') ?? null,
      event: eventOf.get(change.payload.eventId ?? '') ?? null,
    }));
  }

  /**
   * What the viewer is told: the change when they may see the conversation now; that it is gone when this very
   * change took it out of their sight; otherwise nothing, so that no id reaches somebody it never belonged to.
   */
  visibleTo(viewer: Viewer, loaded: LoadedChange): VisibleChange | null {
    const { change, conversation, message, event } = loaded;
    const { payload } = change;
    const told = { seq: change.position ?? 0, conversationId: payload.conversationId };
    if (conversation && this.access.can(viewer, 'conversation.read', conversation)) {
      const isTyping = payload.what === 'typing';
      if (isTyping && !this.concernsTyping(viewer, change)) return null;
      return { ...told, conversation, message, event, typing: isTyping || null };
    }
    const couldSee = payload.before && this.access.can(viewer, 'conversation.read', payload.before);
    if (!couldSee) return null;
    return { ...told, conversation: null, message: null, event: null, typing: null };
  }

  private concernsTyping(viewer: Viewer, { payload, createdAt }: ConversationChange): boolean {
    return payload.actorId !== viewer.memberId && createdAt.getTime() > Date.now() - TYPING_MS;
  }
}
