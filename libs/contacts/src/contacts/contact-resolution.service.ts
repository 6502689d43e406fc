import { Events, newId, query } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ContactChanged } from '../contacts.events';
import { Contact } from './contact.entity';
import { ContactMergeService } from './contact-merge.service';
import {
  identitiesOf,
  IdentityBook,
  keyText,
  type KnownIdentity,
  type PersonRef,
} from './identity-book';
import { normaliseWaId } from './phone-number';

export interface Resolved {
  /** In the order of the references; undefined only where nobody was found and nobody was to be made. */
  contactIds: (string | undefined)[];
  /** Contacts that turned out to be one person on the way; their threads are the caller's to join. */
  merges: { survivorId: string; mergedId: string }[];
}

interface KnownRow extends KnownIdentity {
  id: string;
  profile_name: string | null;
  merged_into_id: string | null;
  is_stale: boolean;
}

interface Knowledge {
  book: IdentityBook;
  rows: KnownRow[];
}

const MAX_ROUNDS = 5;

/** Finds or makes the contact that a phone number, user id or both mean. */
@Injectable()
export class ContactResolution {
  constructor(
    private readonly merging: ContactMergeService,
    private readonly events: Events,
  ) {}

  /** Resolves one reference in the caller's transaction; throws when it holds neither a phone number nor a user id. */
  async resolve(
    em: EntityManager,
    person: PersonRef,
  ): Promise<{ contact: Contact; merged?: { mergedId: string } }> {
    const { contactIds, merges } = await this.resolveMany(em, [person]);
    if (!contactIds[0]) throw new Error('A person needs a phone number or a user id');
    const contact = await em.findOneOrFail(Contact, contactIds[0], { refresh: true });
    return { contact, ...(merges[0] ? { merged: { mergedId: merges[0].mergedId } } : {}) };
  }

  /**
   * Resolves many references with a handful of statements, in the caller's transaction. Safe against others that
   * resolve the same people at once: who comes second waits and then finds what the first made.
   */
  resolveMany(
    em: EntityManager,
    people: readonly PersonRef[],
    options: { create?: boolean } = {},
  ): Promise<Resolved> {
    const references = people.map(normalised);
    return this.inRounds(em, references, (book) =>
      references.map((person) => book.resolve(person, options.create ?? true)),
    );
  }

  /** Applies a change of number or user id that WhatsApp announced; joins the contacts of both when there are two. */
  change(em: EntityManager, before: PersonRef, after: PersonRef): Promise<Resolved> {
    const [from, to] = [normalised(before), normalised(after)];
    return this.inRounds(em, [from, to], (book) => {
      const contactId = book.change(from, to);
      return [contactId, contactId];
    });
  }

  private async inRounds(
    em: EntityManager,
    people: readonly PersonRef[],
    decide: (book: IdentityBook) => (string | undefined)[],
  ): Promise<Resolved> {
    if (people.length === 0) return { contactIds: [], merges: [] };
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const knowledge = await this.know(em, people);
      if (!knowledge) continue;
      const { book } = knowledge;
      const contactIds = decide(book).map((id) => id && book.survivorOf(id));
      if (!(await insertNew(em, book))) continue;
      await this.apply(em, knowledge, people, contactIds);
      return {
        contactIds,
        merges: book.merges.map(({ survivorId, mergedId }) => ({ survivorId, mergedId })),
      };
    }
    throw new Error(`The identities of ${people.length} people kept changing under us`);
  }

  /** Locks the contacts against being joined meanwhile; undefined when one just was, so that we look again. */
  private async know(
    em: EntityManager,
    people: readonly PersonRef[],
  ): Promise<Knowledge | undefined> {
    const keys = [
      ...new Map(people.flatMap(identitiesOf).map((key) => [keyText(key), key])).values(),
    ];
    const rows = await query<KnownRow>(
      em,
      `with wanted as (
         select distinct i.contact_id
         from unnest($1::text[], $2::text[], $3::text[]) as k(kind, scope, value)
         join contact_identity i on i.kind = k.kind and i.scope = k.scope and i.value = k.value
       )
       select i.id, i.kind, i.scope, i.value, i.contact_id as "contactId", c.profile_name, c.merged_into_id,
              i.last_seen_at < now() - interval '1 day' as is_stale
       from wanted w
       join contact c on c.id = w.contact_id
       join contact_identity i on i.contact_id = c.id
       order by i.contact_id
       for key share of c`,
      [
        keys.map(({ kind }) => kind),
        keys.map(({ scope }) => scope),
        keys.map(({ value }) => value),
      ],
    );
    if (rows.some((row) => row.merged_into_id)) return undefined;
    return { book: new IdentityBook(rows, newId), rows };
  }

  private async apply(
    em: EntityManager,
    { book, rows }: Knowledge,
    people: readonly PersonRef[],
    contactIds: readonly (string | undefined)[],
  ): Promise<void> {
    if (book.moves.size > 0) {
      const moves = [...book.moves.values()];
      await query(
        em,
        `update contact_identity i set contact_id = m.contact_id, last_seen_at = now()
         from unnest($1::text[], $2::text[], $3::text[], $4::uuid[]) as m(kind, scope, value, contact_id)
         where i.kind = m.kind and i.scope = m.scope and i.value = m.value`,
        [...columns(moves), moves.map(({ contactId }) => book.survivorOf(contactId))],
      );
    }
    if (book.removals.size > 0) {
      await query(
        em,
        `delete from contact_identity i using unnest($1::text[], $2::text[], $3::text[]) as r(kind, scope, value)
         where i.kind = r.kind and i.scope = r.scope and i.value = r.value`,
        columns([...book.removals.values()]),
      );
    }
    for (const { survivorId, mergedId, reason } of book.merges) {
      await this.merging.merge(em, survivorId, mergedId, reason);
    }
    await this.refreshNames(em, book, rows, people, contactIds);
    await touch(em, rows, people);
  }

  /** Takes over what people call themselves now; the team's own name for them is another column. */
  private async refreshNames(
    em: EntityManager,
    book: IdentityBook,
    rows: readonly KnownRow[],
    people: readonly PersonRef[],
    contactIds: readonly (string | undefined)[],
  ): Promise<void> {
    const known = new Map(rows.map((row) => [row.contactId, row.profile_name]));
    const names = new Map<string, string>();
    people.forEach(({ profileName }, index) => {
      const contactId = contactIds[index];
      if (profileName && contactId) names.set(contactId, profileName);
    });
    const changed = [...names].filter(([id, name]) => known.get(id) !== name);
    if (changed.length > 0) {
      await query(
        em,
        `update contact c set profile_name = n.name, updated_at = now()
         from unnest($1::uuid[], $2::text[]) as n(id, name) where c.id = n.id`,
        [changed.map(([id]) => id), changed.map(([, name]) => name)],
      );
    }
    const gained = [...book.newIdentities.values(), ...book.moves.values()].map(({ contactId }) =>
      book.survivorOf(contactId),
    );
    const touched = new Set(
      [...changed.map(([id]) => id), ...gained].filter((id) => !book.newContacts.has(id)),
    );
    await this.events.record(
      em,
      ...[...touched].map((contactId) =>
        ContactChanged.of({ contactId }, { subjectId: contactId }),
      ),
    );
  }
}

const columns = (identities: readonly KnownIdentity[]) => [
  identities.map(({ kind }) => kind),
  identities.map(({ scope }) => scope),
  identities.map(({ value }) => value),
];

function normalised(person: PersonRef): PersonRef {
  return {
    scope: person.scope,
    ...(person.phone ? { phone: normaliseWaId(person.phone) } : {}),
    ...(person.userId ? { userId: person.userId } : {}),
    ...(person.parentUserId ? { parentUserId: person.parentUserId } : {}),
    ...(person.username ? { username: person.username.replace(/^@/, '').toLowerCase() } : {}),
    ...(person.profileName?.trim() ? { profileName: person.profileName.trim().slice(0, 200) } : {}),
  };
}

/** False when somebody else made one of the identities first: what we made is taken back. */
async function insertNew(em: EntityManager, book: IdentityBook): Promise<boolean> {
  if (book.newIdentities.size === 0) return true;
  const contactIds = [...book.newContacts];
  if (contactIds.length > 0) {
    await query(em, 'insert into contact (id) select unnest($1::uuid[])', [contactIds]);
  }
  // Always in the same order, so that two who make the same people wait for each other instead of deadlocking.
  const identities = [...book.newIdentities.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item);
  const inserted = await query<{ id: string }>(
    em,
    `insert into contact_identity (id, contact_id, kind, scope, value)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])
     on conflict (kind, scope, value) do nothing
     returning id`,
    [
      identities.map(() => newId()),
      identities.map(({ contactId }) => book.survivorOf(contactId)),
      ...columns(identities),
    ],
  );
  if (inserted.length === identities.length) return true;
  await query(em, 'delete from contact_identity where id = any($1::uuid[])', [
    inserted.map(({ id }) => id),
  ]);
  await query(em, 'delete from contact where id = any($1::uuid[])', [contactIds]);
  return false;
}

/** Keeps "last seen" true to the day without writing on every message. */
async function touch(
  em: EntityManager,
  rows: readonly KnownRow[],
  people: readonly PersonRef[],
): Promise<void> {
  const named = new Set(people.flatMap(identitiesOf).map(keyText));
  const stale = rows.filter((row) => row.is_stale && named.has(keyText(row))).map(({ id }) => id);
  if (stale.length === 0) return;
  await query(em, 'update contact_identity set last_seen_at = now() where id = any($1::uuid[])', [
    stale,
  ]);
}
