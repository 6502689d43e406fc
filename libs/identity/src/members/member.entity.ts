import { defineEntity, p } from '@mikro-orm/core';
import { createdAtColumn, idColumn, newId } from '@datacare/platform';
import { roleNames, type RoleName } from '../access/permissions';

/** A person who works in the console. */
export const MemberSchema = defineEntity({
  name: 'Member',
  tableName: 'member',
  properties: {
    id: idColumn(),
    /** Lower case; unique, because it is the login. */
    email: p.text().unique(),
    name: p.text(),
    role: p.enum(roleNames),
    /** Argon2id in PHC string format. */
    passwordHash: p.text().hidden(),
    mustChangePassword: p.boolean().default(false),
    suspendedAt: p.datetime().nullable(),
    lastSeenAt: p.datetime().nullable(),
    createdAt: createdAtColumn(),
  },
});
export class Member extends MemberSchema.class {
  constructor(values: { email: string; name: string; role: RoleName; passwordHash: string }) {
    super();
    this.id = newId();
    this.email = values.email.trim().toLowerCase();
    this.name = values.name;
    this.role = values.role;
    this.passwordHash = values.passwordHash;
    this.mustChangePassword = false;
    this.suspendedAt = null;
    this.lastSeenAt = null;
  }
}
MemberSchema.setClass(Member);
