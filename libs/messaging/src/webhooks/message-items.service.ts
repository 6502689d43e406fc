import type { InboundContent } from '@datacare/cloud-api/content';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from '../messages/incoming-message';
import { IncomingMessages } from '../messages/incoming-messages.service';
import { MessageRevision } from '../messages/message-revision.service';
import { ReactionService } from '../messages/reaction.service';
import { ContactItems, personRef } from './contact-items.service';
import { meaningOf } from './echo';
import { ofKind, type ChannelItem } from './inbox-item';

type Written = ChannelItem<'message' | 'echo' | 'system'>;

/** Brings the message-like items of webhooks into threads. */
@Injectable()
export class MessageItems {
  constructor(
    private readonly contacts: ContactItems,
    private readonly messages: IncomingMessages,
    private readonly reactions: ReactionService,
    private readonly revisions: MessageRevision,
  ) {}

  /** Stores messages of customers, of the business's own phone, and WhatsApp's notices about the customer. */
  async store(em: EntityManager, items: readonly ChannelItem[]): Promise<void> {
    const written = ofKind(items, 'message', 'echo', 'system').filter(
      ({ parsed }) => parsed.kind !== 'echo' || meaningOf(parsed).kind === 'message',
    );
    const people = written.map(({ parsed, businessAccountId }) =>
      personRef(businessAccountId, parsed.kind === 'echo' ? parsed.to : parsed.from),
    );
    const contactIds = await this.contacts.resolve(em, people);
    await this.messages.store(
      em,
      written.map((item, index) => messageOf(item, contactIds[index]!)),
    );
  }

  /** Reactions of customers and of the business's own phone. */
  async react(em: EntityManager, items: readonly ChannelItem[]): Promise<void> {
    const ofCustomers = ofKind(items, 'reaction').map(({ parsed, channelId }) => ({
      channelId,
      targetWamid: parsed.targetWamid,
      by: 'customer' as const,
      emoji: parsed.emoji ?? '',
      at: parsed.at,
    }));
    const ofBusiness = ofKind(items, 'echo').flatMap(({ parsed, channelId }) => {
      const meaning = meaningOf(parsed);
      if (meaning.kind !== 'reaction') return [];
      const { targetWamid, emoji } = meaning;
      return [{ channelId, targetWamid, by: 'business' as const, emoji, at: parsed.at }];
    });
    await this.reactions.store(em, [...ofCustomers, ...ofBusiness]);
  }

  /** Edits and withdrawals; returns the items whose message is not stored (yet). */
  async revise(em: EntityManager, items: readonly ChannelItem[]): Promise<ChannelItem[]> {
    const orphans: ChannelItem[] = [];
    for (const item of ofKind(items, 'edit', 'revoke', 'echo')) {
      const { parsed, channelId } = item;
      const revision = parsed.kind === 'echo' ? meaningOf(parsed) : parsed;
      if (revision.kind !== 'edit' && revision.kind !== 'revoke') continue;
      const direction = parsed.kind === 'echo' ? 'outbound' : 'inbound';
      const target = { channelId, wamid: revision.originalWamid, direction } as const;
      const { wamid, at } = parsed;
      const isFound =
        revision.kind === 'edit'
          ? await this.revisions.edit(em, target, { content: revision.content, wamid, at })
          : await this.revisions.revoke(em, target, at);
      if (!isFound) orphans.push(item);
    }
    return orphans;
  }
}

function messageOf(
  { parsed, channelId, correlationId }: Written,
  contactId: string,
): IncomingMessage {
  const { wamid, at } = parsed;
  const base = { channelId, contactId, wamid, at, correlationId, author: 'customer' as const };
  if (parsed.kind === 'system') return { ...base, content: noticeOf(parsed) };
  const quote = parsed.replyToWamid ? { replyToWamid: parsed.replyToWamid } : {};
  if (parsed.kind === 'echo')
    return { ...base, ...quote, author: 'phone', content: parsed.content };
  const { forwarded, referral, referredProduct, groupId, errors } = parsed;
  const facts = Object.fromEntries(
    Object.entries({ forwarded, referral, referredProduct, groupId, errors }).filter(
      ([, fact]) => fact !== undefined,
    ),
  );
  return { ...base, ...quote, content: parsed.content, facts };
}

const noticeOf = ({
  body,
  change,
  newWaId,
  newUserId,
}: ChannelItem<'system'>['parsed']): InboundContent => ({
  type: 'system',
  system: {
    body,
    type: change,
    wa_id: newWaId,
    new_wa_id: undefined,
    user_id: newUserId,
    parent_user_id: undefined,
  },
});
