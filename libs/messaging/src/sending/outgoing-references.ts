import type { OutboundContent } from '@datacare/cloud-api/content';
import { Refused } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Message } from '../messages/message.entity';
import { ContentInvalid } from '../messages/message.refusals';
import { ReactionService } from '../messages/reaction.service';
import type { Thread } from '../threads/thread.entity';
import { isId } from './is-id';

const OLDEST_REACTION_MS = 30 * 24 * 3_600_000;

type Reaction = Extract<OutboundContent, { type: 'reaction' }>;

/** What a message points at: the quoted message, or the one it reacts to. */
@Injectable()
export class OutgoingReferences {
  constructor(private readonly reactions: ReactionService) {}

  /** Meta's id of the quoted message; null where nothing is quoted. Refuses a message of another thread. */
  async quoted(
    em: EntityManager,
    thread: Thread,
    content: OutboundContent,
    replyToMessageId: string | null | undefined,
  ): Promise<string | null> {
    if (!replyToMessageId) return null;
    const field = 'replyToMessageId';
    if (content.type === 'reaction')
      throw new Refused(new ContentInvalid(field, `${field}: a reaction cannot quote a message`));
    const quoted = isId(replyToMessageId)
      ? await em.findOne(Message, { id: replyToMessageId, threadId: thread.id })
      : null;
    if (!quoted)
      throw new Refused(
        new ContentInvalid(field, `${field}: the quoted message is not in this conversation`),
      );
    if (!quoted.wamid)
      throw new Refused(
        new ContentInvalid(field, `${field}: the quoted message has not reached WhatsApp yet`),
      );
    return quoted.wamid;
  }

  /** A reaction may name its target by our id; what is stored and sent names it by Meta's. */
  async translate(
    em: EntityManager,
    thread: Thread,
    content: OutboundContent,
  ): Promise<OutboundContent> {
    if (content.type !== 'reaction') return content;
    const field = 'reaction.message_id';
    const named = content.reaction.message_id;
    const target = await em.findOne(
      Message,
      isId(named) ? { id: named, threadId: thread.id } : { wamid: named, threadId: thread.id },
    );
    if (!target?.wamid)
      throw new Refused(
        new ContentInvalid(field, `${field}: there is no such message in this conversation`),
      );
    if (target.kind === 'reaction')
      throw new Refused(new ContentInvalid(field, `${field}: a reaction cannot be reacted to`));
    if (target.at.getTime() < Date.now() - OLDEST_REACTION_MS)
      throw new Refused(new ContentInvalid(field, `${field}: the message is older than 30 days`));
    return { ...content, reaction: { ...content.reaction, message_id: target.wamid } };
  }

  /** Shows our reaction on its target at once; its delivery is followed on the message that carries it. */
  async react(em: EntityManager, thread: Thread, { reaction }: Reaction, at: Date): Promise<void> {
    const { message_id: targetWamid, emoji } = reaction;
    await this.reactions.store(em, [
      { channelId: thread.channelId, targetWamid, by: 'business', emoji, at },
    ]);
  }
}
