import { Events, newId, query } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ContactChanged, ContactsMerged } from '../contacts.events';
import { Contact } from './contact.entity';
import { ContactIdentity } from './contact-identity.entity';
import { ContactMerge } from './contact-merge.entity';

/** Joins two contacts that turned out to be one person. */
@Injectable()
export class ContactMergeService {
  constructor(private readonly events: Events) {}

  /**
   * Moves everything of `mergedId` to `survivorId` in the caller's transaction and records ContactsMerged. The merged
   * row stays and points to the survivor, and what both looked like is kept with the reason. Joining what is joined
   * already does nothing.
   */
  async merge(
    em: EntityManager,
    survivorId: string,
    mergedId: string,
    reason: string,
  ): Promise<void> {
    await query(em, 'select id from contact where id = any($1::uuid[]) order by id for update', [
      [survivorId, mergedId],
    ]);
    const contacts = await em
      .fork({ keepTransactionContext: true })
      .find(Contact, { id: { $in: [survivorId, mergedId] } });
    const survivor = contacts.find(({ id }) => id === survivorId);
    const merged = contacts.find(({ id }) => id === mergedId);
    if (!survivor || !merged || survivor === merged || merged.mergedIntoId) return;
    const identities = await em
      .fork({ keepTransactionContext: true })
      .find(ContactIdentity, { contactId: { $in: [survivorId, mergedId] } });
    const consent = laterConsent(survivor, merged);
    await query(
      em,
      `update contact set name = $2, profile_name = $3, language = $4, custom_fields = $5, tags = $6,
         marketing_consent = $7, marketing_consent_at = $8, blocked_at = coalesce(blocked_at, $9), updated_at = now()
       where id = $1`,
      [
        survivorId,
        survivor.name ?? merged.name,
        survivor.profileName ?? merged.profileName,
        survivor.language ?? merged.language,
        JSON.stringify({ ...merged.customFields, ...survivor.customFields }),
        [...new Set([...survivor.tags, ...merged.tags])],
        consent.marketingConsent,
        consent.marketingConsentAt,
        merged.blockedAt,
      ],
    );
    await query(em, 'update contact_identity set contact_id = $1 where contact_id = $2', [
      survivorId,
      mergedId,
    ]);
    await query(
      em,
      'update contact set merged_into_id = $1, updated_at = now() where id = $2 or merged_into_id = $2',
      [survivorId, mergedId],
    );
    const before = new ContactMerge({
      survivorId,
      mergedId,
      reason,
      before: { survivor, merged, identities },
    }).before;
    await query(
      em,
      'insert into contact_merge (id, survivor_id, merged_id, reason, before) values ($1, $2, $3, $4, $5)',
      [newId(), survivorId, mergedId, reason, JSON.stringify(before)],
    );
    await this.events.record(
      em,
      ContactsMerged.of({ survivorId, mergedId }, { subjectId: survivorId }),
      ContactChanged.of({ contactId: survivorId }, { subjectId: survivorId }),
    );
  }
}

/** What the person said last counts; of two answers without a time, the one that withholds consent. */
function laterConsent(
  one: Contact,
  other: Contact,
): Pick<Contact, 'marketingConsent' | 'marketingConsentAt'> {
  if (other.marketingConsent === 'unknown') return one;
  if (one.marketingConsent === 'unknown') return other;
  const difference =
    (other.marketingConsentAt?.getTime() ?? 0) - (one.marketingConsentAt?.getTime() ?? 0);
  if (difference === 0) return one.marketingConsent === 'withdrawn' ? one : other;
  return difference > 0 ? other : one;
}
