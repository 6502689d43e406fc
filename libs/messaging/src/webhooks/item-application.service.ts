import { query } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AccountNotices } from '../channels/account-notices.service';
import { DeliveryService } from '../sending/delivery.service';
import { ContactItems } from './contact-items.service';
import {
  channelKinds,
  ofKind,
  type ChannelItem,
  type InboxItem,
  type ItemFailure,
} from './inbox-item';
import { MessageItems } from './message-items.service';

/** Applies webhook items to what they speak of. */
@Injectable()
export class ItemApplication {
  constructor(
    private readonly messages: MessageItems,
    private readonly contacts: ContactItems,
    private readonly notices: AccountNotices,
    private readonly delivery: DeliveryService,
  ) {}

  /**
   * Applies a batch in the caller's transaction with a fixed number of statements for messages, reactions and
   * statuses; the rare kinds take their own. Returns what could not be applied; throws when the batch as a whole
   * cannot, so that the caller finds the item to blame.
   */
  async apply(em: EntityManager, items: readonly InboxItem[]): Promise<ItemFailure[]> {
    const { placed, failures } = await this.place(em, items);
    await this.messages.store(em, placed);
    await this.messages.react(em, placed);
    const statuses = ofKind(placed, 'status');
    await this.contacts.learn(em, statuses);
    if (statuses.length > 0) {
      await this.delivery.applyStatuses(
        em,
        statuses.map(({ parsed, channelId, correlationId }) => ({
          ...parsed,
          channelId,
          correlationId,
        })),
      );
    }
    for (const { id } of await this.messages.revise(em, placed)) {
      failures.push({
        id,
        fate: 'later',
        error: 'The message that this changes is not stored here (yet)',
      });
    }
    for (const item of ofKind(placed, 'system')) await this.contacts.follow(em, item);
    for (const item of ofKind(items, 'user_id_update'))
      await this.contacts.changeUserId(em, item.parsed);
    for (const item of ofKind(items, 'user_preferences'))
      await this.contacts.prefer(em, item.parsed);
    for (const item of items) await this.notices.apply(em, item.parsed);
    return failures;
  }

  /** Finds each item's channel; a number that is not a channel here is for a person to look at. */
  private async place(
    em: EntityManager,
    items: readonly InboxItem[],
  ): Promise<{ placed: ChannelItem[]; failures: ItemFailure[] }> {
    const ours = items.filter(({ parsed }) => channelKinds.includes(parsed.kind));
    if (ours.length === 0) return { placed: [], failures: [] };
    const channels = await query<{
      id: string;
      phone_number_id: string;
      business_account_id: string;
    }>(
      em,
      'select id, phone_number_id, business_account_id from channel where phone_number_id = any($1::text[])',
      [[...new Set(ours.map(({ parsed }) => parsed.phoneNumberId ?? ''))]],
    );
    const byNumber = new Map(channels.map((channel) => [channel.phone_number_id, channel]));
    const placed: ChannelItem[] = [];
    const failures: ItemFailure[] = [];
    for (const item of ours) {
      const channel = byNumber.get(item.parsed.phoneNumberId ?? '');
      if (channel)
        placed.push({
          ...item,
          channelId: channel.id,
          businessAccountId: channel.business_account_id,
        });
      else
        failures.push({
          id: item.id,
          fate: 'dead',
          error: `No channel has this number id (${item.parsed.phoneNumberId ?? 'none given'})`,
        });
    }
    return { placed, failures };
  }
}
