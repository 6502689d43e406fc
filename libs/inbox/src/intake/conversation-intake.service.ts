import { Events, newId, query } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ConversationChanged } from '../inbox.events';
import type { Correlations } from './correlations';
import { follow, type Followed, type FollowedMessage, type Step } from './follow-message';
import {
  insertConversations,
  loadMessages,
  lockLatest,
  updateConversations,
} from './followed-rows';

interface Reached {
  conversation: Followed;
  message: FollowedMessage;
  step?: Step;
  eventId?: string;
}

/** What the messages of a batch do to their threads' conversations. */
interface Outcome {
  opened: Followed[];
  moved: Followed[];
  reached: Reached[];
}

function followAll(messages: FollowedMessage[], latest: Map<string, Followed>): Outcome {
  const current = new Map(latest);
  const touched = new Map<string, Followed>();
  const opened = new Set<string>();
  const reached: Reached[] = [];
  for (const message of messages) {
    const following = follow(current.get(message.threadId), message);
    if (!following) continue;
    const { conversation, step } = following;
    current.set(message.threadId, conversation);
    touched.set(conversation.id, conversation);
    if (step === 'opened') opened.add(conversation.id);
    reached.push({ conversation, message, step, ...(step ? { eventId: newId() } : {}) });
  }
  const changed = [...touched.values()];
  return {
    opened: changed.filter(({ id }) => opened.has(id)),
    moved: changed.filter(({ id }) => !opened.has(id)),
    reached,
  };
}

/** Keeps the conversations in step with the messages of their threads. */
@Injectable()
export class ConversationIntake {
  constructor(private readonly events: Events) {}

  /**
   * Follows stored messages in the given order, in the caller's transaction. However many there are it takes a
   * handful of statements; an album of ten pictures opens one conversation and counts ten unread.
   */
  async follow(
    em: EntityManager,
    messageIds: readonly string[],
    correlations: Correlations = new Map(),
  ): Promise<void> {
    const ids = [...new Set(messageIds)];
    const loaded = await loadMessages(em, ids);
    const messages = ids.flatMap((id) => loaded.get(id) ?? []);
    const threadIds = [...new Set(messages.map(({ threadId }) => threadId))];
    const outcome = followAll(messages, await lockLatest(em, threadIds));
    const taken = await insertConversations(em, outcome.opened);
    // Somebody reopened these threads' conversations after they were looked at: their messages belong there.
    const retried = messages.filter(({ threadId }) => taken.includes(threadId));
    const settled = (item: { threadId: string }) => !taken.includes(item.threadId);
    await updateConversations(em, outcome.moved.filter(settled));
    await this.tell(
      em,
      outcome.reached.filter(({ message }) => settled(message)),
      correlations,
    );
    if (retried.length > 0)
      await this.follow(
        em,
        retried.map(({ id }) => id),
        correlations,
      );
  }

  private async tell(
    em: EntityManager,
    reached: Reached[],
    correlations: Correlations,
  ): Promise<void> {
    const steps = reached.filter(({ step }) => step);
    if (steps.length > 0) {
      await query(
        em,
        `insert into conversation_event (id, conversation_id, kind, at)
         select id, "conversationId", kind, at
         from jsonb_to_recordset($1::jsonb) as r(id uuid, "conversationId" uuid, kind text, at timestamptz)`,
        [
          JSON.stringify(
            steps.map(({ eventId, conversation, step, message }) => ({
              id: eventId,
              conversationId: conversation.id,
              kind: step,
              at: message.at,
            })),
          ),
        ],
      );
    }
    await this.events.record(
      em,
      ...reached.map(({ conversation, message, eventId }) =>
        ConversationChanged.of(
          {
            conversationId: conversation.id,
            threadId: conversation.threadId,
            what: 'message',
            messageId: message.id,
            ...(eventId ? { eventId } : {}),
          },
          { subjectId: conversation.id, correlationId: correlations.get(message.id) },
        ),
      ),
    );
  }
}
