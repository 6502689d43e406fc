import type { IdentityKind } from './contact-identity.entity';

/** A person as one webhook, import or request names them; at least a phone number or a user id is needed. */
export interface PersonRef {
  /** Business account that `userId` and `parentUserId` belong to. */
  scope: string;
  /** Digits of E.164. */
  phone?: string;
  userId?: string;
  parentUserId?: string;
  username?: string;
  profileName?: string;
}

export interface IdentityKey {
  kind: IdentityKind;
  scope: string;
  value: string;
}

export interface KnownIdentity extends IdentityKey {
  contactId: string;
}

export const keyText = ({ kind, scope, value }: IdentityKey) => `${kind}|${scope}|${value}`;

/** The identities by which a reference is looked up. */
export function identitiesOf(person: PersonRef): IdentityKey[] {
  const { scope, phone, userId, parentUserId, username } = person;
  return [
    ...(userId ? [{ kind: 'bsuid' as const, scope, value: userId }] : []),
    ...(phone ? [{ kind: 'phone' as const, scope: '', value: phone }] : []),
    ...(parentUserId ? [{ kind: 'parent_bsuid' as const, scope, value: parentUserId }] : []),
    ...(username ? [{ kind: 'username' as const, scope: '', value: username }] : []),
  ];
}

/**
 * Who is who, as far as a batch of references tells: decides in memory, in the order of the batch, which contacts
 * they are and what has to be written. It does no I/O, so the rules can be read and tested here alone.
 */
export class IdentityBook {
  readonly newContacts = new Set<string>();
  readonly newIdentities = new Map<string, KnownIdentity>();
  /** Identities of other contacts that now belong to somebody else. */
  readonly moves = new Map<string, KnownIdentity>();
  readonly removals = new Map<string, KnownIdentity>();
  readonly merges: { survivorId: string; mergedId: string; reason: string }[] = [];

  private readonly byKey = new Map<string, KnownIdentity>();
  private readonly byContact = new Map<string, Map<string, KnownIdentity>>();
  private readonly mergedInto = new Map<string, string>();

  /** @param known every identity of every contact that the batch may touch. */
  constructor(
    known: readonly KnownIdentity[],
    private readonly newContactId: () => string,
  ) {
    for (const identity of known) this.put(identity);
  }

  /** The contact that a merge earlier in the batch made of this one. */
  survivorOf(contactId: string): string {
    let id = contactId;
    for (let next = this.mergedInto.get(id); next; next = this.mergedInto.get(id)) id = next;
    return id;
  }

  contactOf(key: IdentityKey | undefined): string | undefined {
    return key && this.byKey.get(keyText(key))?.contactId;
  }

  /**
   * The contact that the reference means. A user id names a person for certain. A phone number names the same person
   * unless its contact is already somebody with another user id of this account: then the number was given to a new
   * owner and follows the user id. With `create` false an unknown person stays unknown.
   */
  resolve(person: PersonRef, create = true): string | undefined {
    const keys = identitiesOf(person);
    const [userKey, phoneKey, parentKey] = (['bsuid', 'phone', 'parent_bsuid'] as const).map(
      (kind) => keys.find((key) => key.kind === kind),
    );
    const byUser = this.contactOf(userKey);
    const byPhone = this.contactOf(phoneKey);
    let contactId = byUser;
    if (!contactId && byPhone && !this.isSomebodyElse(byPhone, person)) contactId = byPhone;
    if (!contactId && !byPhone) {
      const byParent = this.contactOf(parentKey);
      if (byParent && !this.isSomebodyElse(byParent, person)) contactId = byParent;
    }
    if (!contactId) {
      if (!create || (!userKey && !phoneKey)) return undefined;
      contactId = this.newContactId();
      this.newContacts.add(contactId);
    }
    if (byPhone && byPhone !== contactId && !this.isSomebodyElse(byPhone, person)) {
      contactId = this.merge(
        contactId,
        byPhone,
        'one webhook named the phone number and the user id',
      );
    }
    for (const key of keys) this.give(key, contactId);
    return contactId;
  }

  /** WhatsApp says that one person goes by other identities now: what both led to is one contact. */
  change(from: PersonRef, to: PersonRef): string | undefined {
    const before = this.resolve(from, false);
    const toUser = this.contactOf(identitiesOf({ scope: to.scope, userId: to.userId })[0]);
    if (!before) return this.resolve(to);
    let contactId = before;
    if (toUser && toUser !== before)
      contactId = this.merge(before, toUser, 'WhatsApp announced the change of user id');
    const toPhone = this.contactOf(identitiesOf({ scope: to.scope, phone: to.phone })[0]);
    if (toPhone && toPhone !== contactId && !this.hasUserId(toPhone, to.scope)) {
      contactId = this.merge(contactId, toPhone, 'WhatsApp announced the change of number');
    }
    for (const key of identitiesOf(to)) this.give(key, contactId);
    return contactId;
  }

  private hasUserId(contactId: string, scope: string): boolean {
    return this.identities(contactId).some(
      (known) => known.kind === 'bsuid' && known.scope === scope,
    );
  }

  private isSomebodyElse(contactId: string, { scope, userId }: PersonRef): boolean {
    if (!userId) return false;
    const ofScope = this.identities(contactId).filter(
      (known) => known.kind === 'bsuid' && known.scope === scope,
    );
    return ofScope.length > 0 && !ofScope.some((known) => known.value === userId);
  }

  private identities(contactId: string): KnownIdentity[] {
    return [...(this.byContact.get(contactId)?.values() ?? [])];
  }

  private give(key: IdentityKey, contactId: string): void {
    const text = keyText(key);
    const known = this.byKey.get(text);
    if (known?.contactId === contactId) return;
    const identity = { ...key, contactId };
    if (known) {
      this.byContact.get(known.contactId)?.delete(text);
      if (this.newIdentities.has(text)) this.newIdentities.set(text, identity);
      else this.moves.set(text, identity);
    } else if (this.removals.delete(text)) this.moves.set(text, identity);
    else this.newIdentities.set(text, identity);
    this.put(identity);
    if (key.kind === 'username') this.dropOtherUsernames(contactId, text);
  }

  /** A person has one username; the one before it may be taken by somebody else tomorrow. */
  private dropOtherUsernames(contactId: string, keep: string): void {
    for (const [text, identity] of this.byContact.get(contactId) ?? []) {
      if (identity.kind !== 'username' || text === keep) continue;
      this.byContact.get(contactId)?.delete(text);
      this.byKey.delete(text);
      this.moves.delete(text);
      if (!this.newIdentities.delete(text)) this.removals.set(text, identity);
    }
  }

  /** The older contact stays (ids sort by time), so that links and history keep their place. */
  private merge(one: string, other: string, reason: string): string {
    const [survivorId, mergedId] = one < other ? [one, other] : [other, one];
    for (const identity of this.identities(mergedId)) {
      const moved = { ...identity, contactId: survivorId };
      if (this.newIdentities.has(keyText(identity)))
        this.newIdentities.set(keyText(identity), moved);
      this.put(moved);
    }
    this.byContact.delete(mergedId);
    this.mergedInto.set(mergedId, survivorId);
    if (this.newContacts.delete(mergedId)) return survivorId;
    this.merges.push({ survivorId, mergedId, reason });
    return survivorId;
  }

  private put(identity: KnownIdentity): void {
    const text = keyText(identity);
    this.byKey.set(text, identity);
    const own = this.byContact.get(identity.contactId) ?? new Map<string, KnownIdentity>();
    own.set(text, identity);
    this.byContact.set(identity.contactId, own);
  }
}
