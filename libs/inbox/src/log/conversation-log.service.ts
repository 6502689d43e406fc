import { Access, type Viewer } from '@datacare/identity';
import { Message } from '@datacare/messaging';
import { Database, NotFound, Refused } from '@datacare/platform';
import { Injectable } from '@nestjs/common';
import { ConversationEvent } from '../conversations/conversation-event.entity';
import { Conversation } from '../conversations/conversation.entity';
import { isId } from '../conversations/is-id';

const PAGE = 500;

/** One line of a conversation's log; `at` is ISO 8601 in UTC. */
export type LogLine =
  | {
      type: 'message';
      at: string;
      id: string;
      direction: string;
      kind: string;
      authorKind: string;
      authorId: string | null;
      content: unknown;
      status: string;
      wamid: string | null;
      error: unknown;
      editedAt: string | null;
      revokedAt: string | null;
    }
  | { type: 'status'; at: string; messageId: string; status: string }
  | { type: 'event'; at: string; id: string; kind: string; actorId: string | null; data: unknown };

/** The whole log of a conversation: what was said, how it was delivered, what the team and the system did. */
@Injectable()
export class ConversationLog {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
  ) {}

  /**
   * Checks the right to export and returns the lines, oldest first; they are read page by page while they are
   * taken. Refuses with NotFound or Forbidden before the first line.
   */
  async open(viewer: Viewer, id: string): Promise<AsyncGenerator<LogLine>> {
    const conversation = isId(id) ? await this.db.em().findOne(Conversation, id) : null;
    if (!conversation) throw new Refused(new NotFound('conversation'));
    this.access.require(viewer, 'conversation.export', conversation);
    return inOrder(this.messageLines(conversation), this.eventLines(conversation));
  }

  private async *messageLines({ threadId }: Conversation): AsyncGenerator<LogLine> {
    let after: { at: Date; id: string } | undefined;
    for (;;) {
      const page = await this.db.em().find(
        Message,
        {
          threadId,
          ...(after && {
            $or: [{ at: { $gt: after.at } }, { at: after.at, id: { $gt: after.id } }],
          }),
        },
        { orderBy: { at: 'asc', id: 'asc' }, limit: PAGE },
      );
      for (const message of page) {
        yield messageLine(message);
        yield* statusLines(message);
      }
      if (page.length < PAGE) return;
      after = page.at(-1);
    }
  }

  private async *eventLines({ id }: Conversation): AsyncGenerator<LogLine> {
    const events = await this.db
      .em()
      .find(ConversationEvent, { conversationId: id }, { orderBy: { at: 'asc', id: 'asc' } });
    for (const { id: eventId, kind, actorId, data, at } of events) {
      yield {
        type: 'event',
        at: at.toISOString(),
        id: eventId,
        kind,
        actorId: actorId ?? null,
        data,
      };
    }
  }
}

function messageLine(message: Message): LogLine {
  return {
    type: 'message',
    at: message.at.toISOString(),
    id: message.id,
    direction: message.direction,
    kind: message.kind,
    authorKind: message.authorKind,
    authorId: message.authorId ?? null,
    content: message.content,
    status: message.status,
    wamid: message.wamid ?? null,
    error: message.error ?? null,
    editedAt: message.editedAt?.toISOString() ?? null,
    revokedAt: message.revokedAt?.toISOString() ?? null,
  };
}

function* statusLines({ id, statusTimes }: Message): Generator<LogLine> {
  const times = Object.entries(statusTimes).sort(([, a], [, b]) => (a < b ? -1 : 1));
  for (const [status, at] of times) yield { type: 'status', at, messageId: id, status };
}

/** Two ordered sequences as one; a message's statuses stay right behind it. */
async function* inOrder(
  messages: AsyncGenerator<LogLine>,
  events: AsyncGenerator<LogLine>,
): AsyncGenerator<LogLine> {
  let event = await events.next();
  for await (const line of messages) {
    while (!event.done && line.type === 'message' && event.value.at < line.at) {
      yield event.value;
      event = await events.next();
    }
    yield line;
  }
  for (; !event.done; event = await events.next()) yield event.value;
}
