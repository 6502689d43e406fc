import type { ParsedItem, Person } from '@datacare/cloud-api';
import {
  ContactResolution,
  ContactService,
  type PersonRef,
  type Resolved,
} from '@datacare/contacts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ThreadMerge } from '../threads/thread-merge.service';
import type { ChannelItem } from './inbox-item';

/** A person of a webhook in the words of contacts. */
export const personRef = (
  scope: string,
  { waId, userId, parentUserId, username, profileName }: Person,
): PersonRef => ({
  scope,
  ...(waId ? { phone: waId } : {}),
  ...(userId ? { userId } : {}),
  ...(parentUserId ? { parentUserId } : {}),
  ...(username ? { username } : {}),
  ...(profileName ? { profileName } : {}),
});

/** Finds the people of webhooks, follows their changes and joins the threads of those who became one. */
@Injectable()
export class ContactItems {
  constructor(
    private readonly resolution: ContactResolution,
    private readonly contacts: ContactService,
    private readonly threads: ThreadMerge,
  ) {}

  /** Contact ids in the order of the people. */
  async resolve(em: EntityManager, people: readonly PersonRef[]): Promise<string[]> {
    const resolved = await this.resolution.resolveMany(em, people);
    await this.joinThreads(em, resolved);
    return resolved.contactIds.map((id) => {
      if (!id) throw new Error('The item names nobody');
      return id;
    });
  }

  /** A status that names both the number and the user id of somebody known joins the two. */
  async learn(em: EntityManager, items: readonly ChannelItem<'status'>[]): Promise<void> {
    const people = new Map<string, PersonRef>();
    for (const { parsed, businessAccountId } of items) {
      const { waId, userId } = parsed.recipient;
      if (waId && userId)
        people.set(`${waId}|${userId}`, personRef(businessAccountId, parsed.recipient));
    }
    if (people.size === 0) return;
    await this.joinThreads(
      em,
      await this.resolution.resolveMany(em, [...people.values()], { create: false }),
    );
  }

  /** A notice in the thread that says the customer's number or user id changed. */
  async follow(
    em: EntityManager,
    { parsed, businessAccountId }: ChannelItem<'system'>,
  ): Promise<void> {
    if (!parsed.newWaId && !parsed.newUserId) return;
    const before = personRef(businessAccountId, parsed.from);
    const after: Person = {
      ...(parsed.newWaId ? { waId: parsed.newWaId } : {}),
      ...(parsed.newUserId ? { userId: parsed.newUserId } : {}),
    };
    await this.joinThreads(
      em,
      await this.resolution.change(em, before, personRef(businessAccountId, after)),
    );
  }

  async changeUserId(
    em: EntityManager,
    update: Extract<ParsedItem, { kind: 'user_id_update' }>,
  ): Promise<void> {
    const {
      wabaId: scope,
      previousUserId,
      previousParentUserId,
      userId,
      parentUserId,
      waId,
    } = update;
    const before = {
      scope,
      userId: previousUserId,
      ...(previousParentUserId ? { parentUserId: previousParentUserId } : {}),
    };
    const after = {
      scope,
      userId,
      ...(parentUserId ? { parentUserId } : {}),
      ...(waId ? { phone: waId } : {}),
    };
    await this.joinThreads(em, await this.resolution.change(em, before, after));
  }

  /** The person told WhatsApp whether they want marketing from the business. */
  async prefer(
    em: EntityManager,
    item: Extract<ParsedItem, { kind: 'user_preferences' }>,
  ): Promise<void> {
    if (item.category !== 'marketing_messages') return;
    const [contactId] = await this.resolve(em, [personRef(item.wabaId, item.person)]);
    const consent = item.value === 'stop' ? 'withdrawn' : 'given';
    await this.contacts.setMarketingConsent(em, contactId!, consent, item.at ?? new Date());
  }

  private async joinThreads(em: EntityManager, { merges }: Resolved): Promise<void> {
    for (const { survivorId, mergedId } of merges)
      await this.threads.merge(em, survivorId, mergedId);
  }
}
