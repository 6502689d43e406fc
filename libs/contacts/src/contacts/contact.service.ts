import { Access, type Viewer } from '@datacare/identity';
import { Database, Events, InvalidInput, NotFound, query, Refused } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ContactChanged } from '../contacts.events';
import { Contact } from './contact.entity';
import { ContactIdentity } from './contact-identity.entity';

export interface ContactChange {
  contactId: string;
  /** Null takes the team's name away, so that the profile name shows again. */
  name?: string | null;
  /** BCP 47. */
  language?: string | null;
  tags?: readonly string[] | null;
}

/** Whether a client's text can be an id at all: PostgreSQL would answer anything else with an error. */
const isId = (text: string) => z.guid().safeParse(text).success;

const limits = { name: 200, tags: 50, tag: 50 };

/** What the team knows about people: reading, naming, tagging, consent. */
@Injectable()
export class ContactService {
  constructor(
    private readonly database: Database,
    private readonly access: Access,
    private readonly events: Events,
  ) {}

  /** The contact, or the one it was joined into; null when there is none. */
  async get(viewer: Viewer, id: string): Promise<Contact | null> {
    this.access.require(viewer, 'contact.read');
    const [contact] = await this.byIds([id]);
    return contact ?? null;
  }

  /** Contacts in the order of the ids; one that was joined into another comes back as that other. */
  async byIds(ids: readonly string[]): Promise<(Contact | null)[]> {
    const em = this.database.em();
    const found = await em.find(Contact, { id: { $in: ids.filter(isId) } });
    const missing = found.flatMap(({ mergedIntoId }) => (mergedIntoId ? [mergedIntoId] : []));
    const survivors = missing.length > 0 ? await em.find(Contact, { id: { $in: missing } }) : [];
    const byId = new Map([...found, ...survivors].map((contact) => [contact.id, contact]));
    return ids.map((id) => {
      const contact = byId.get(id);
      return (contact?.mergedIntoId ? byId.get(contact.mergedIntoId) : contact) ?? null;
    });
  }

  /** Identities of each contact, the last seen first. */
  async identitiesOf(contactIds: readonly string[]): Promise<ContactIdentity[][]> {
    const identities = await this.database
      .em()
      .find(
        ContactIdentity,
        { contactId: { $in: [...contactIds] } },
        { orderBy: { lastSeenAt: 'desc', id: 'desc' } },
      );
    return contactIds.map((id) => identities.filter(({ contactId }) => contactId === id));
  }

  /** Changes what is given and leaves the rest; refuses what cannot be a name, a language or a tag. */
  async update(viewer: Viewer, change: ContactChange): Promise<Contact> {
    this.access.require(viewer, 'contact.edit');
    const values = checked(change);
    return this.database.transaction(async (em) => {
      const found = isId(change.contactId) ? await em.findOne(Contact, change.contactId) : null;
      const contact = found?.mergedIntoId ? await em.findOne(Contact, found.mergedIntoId) : found;
      if (!contact) throw new Refused(new NotFound('contact'));
      Object.assign(contact, values, { updatedAt: new Date() });
      await em.flush();
      await this.events.record(
        em,
        ContactChanged.of({ contactId: contact.id }, { subjectId: contact.id }),
      );
      return contact;
    });
  }

  /** What the person told WhatsApp about marketing; an older answer than the one known is ignored. */
  async setMarketingConsent(
    em: EntityManager,
    contactId: string,
    consent: 'given' | 'withdrawn',
    at: Date,
  ): Promise<void> {
    const changed = await query(
      em,
      `update contact set marketing_consent = $2, marketing_consent_at = $3, updated_at = now()
       where id = $1 and (marketing_consent_at is null or marketing_consent_at < $3)
       returning id`,
      [contactId, consent, at],
    );
    if (changed.length === 0) return;
    await this.events.record(em, ContactChanged.of({ contactId }, { subjectId: contactId }));
  }
}

function checked(change: ContactChange): Partial<Pick<Contact, 'name' | 'language' | 'tags'>> {
  const { name, language, tags } = change;
  return {
    ...(name === undefined ? {} : { name: checkedName(name) }),
    ...(language === undefined ? {} : { language: language ? checkedLanguage(language) : null }),
    ...(tags ? { tags: checkedTags(tags) } : {}),
  };
}

function checkedName(name: string | null): string | null {
  const trimmed = name?.trim() ?? '';
  if (trimmed.length > limits.name) {
    throw new Refused(
      new InvalidInput(
        'input.name',
        `A name has at most ${limits.name} characters; this one has ${trimmed.length}.`,
      ),
    );
  }
  return trimmed || null;
}

function checkedLanguage(language: string): string {
  try {
    return Intl.getCanonicalLocales(language.trim().replace('_', '-'))[0] ?? language;
  } catch {
    throw new Refused(
      new InvalidInput(
        'input.language',
        `"${language}" is not a language code such as sw or en-GB.`,
      ),
    );
  }
}

function checkedTags(tags: readonly string[]): string[] {
  const wanted = [...new Set(tags.map((tag) => tag.trim()).filter(Boolean))];
  const tooLong = wanted.find((tag) => tag.length > limits.tag);
  if (tooLong) {
    throw new Refused(
      new InvalidInput(
        'input.tags',
        `A tag has at most ${limits.tag} characters; "${tooLong.slice(0, 20)}…" is longer.`,
      ),
    );
  }
  if (wanted.length > limits.tags) {
    throw new Refused(new InvalidInput('input.tags', `A contact has at most ${limits.tags} tags.`));
  }
  return wanted;
}
