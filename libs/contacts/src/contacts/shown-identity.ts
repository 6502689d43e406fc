import type { IdentityKind } from './contact-identity.entity';
import { displayPhone, maskedPhone } from './phone-number';

export interface ShownIdentity {
  kind: IdentityKind;
  value: string;
  display: string;
}

/** An identity as a viewer may see it; those who may not read contacts see the ends of a phone number. */
export function shownIdentity(
  { kind, value }: { kind: IdentityKind; value: string },
  isMasked: boolean,
): ShownIdentity {
  if (kind === 'username') return { kind, value, display: `@${value}` };
  if (kind !== 'phone') return { kind, value, display: value };
  const display = isMasked ? maskedPhone(value) : displayPhone(value);
  return { kind, value: isMasked ? display : value, display };
}

/** What to call somebody: the given name, else the phone number, else the username, else that they are new. */
export function nameToShow(name: string | null, identities: readonly ShownIdentity[]): string {
  const ofKind = (kind: IdentityKind) =>
    identities.find((identity) => identity.kind === kind)?.display;
  return name ?? ofKind('phone') ?? ofKind('username') ?? 'WhatsApp customer';
}
