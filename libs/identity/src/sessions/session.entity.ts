import { defineEntity, p } from '@mikro-orm/core';
import { createdAtColumn, idColumn, newId } from '@datacare/platform';
import { Member } from '../members/member.entity';

/**
 * One login on one device. The refresh token rotates at every use; a token that was already
 * rotated away ends the session, since only a thief or a fault presents it again.
 */
export const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    id: idColumn(),
    memberId: () => p.manyToOne(Member).mapToPk().joinColumn('member_id').deleteRule('cascade'),
    /** SHA-256 of the current refresh token, hex. */
    refreshHash: p.text().unique(),
    /** SHA-256 of the token before it, hex: presented again, it ends the session. */
    previousRefreshHash: p.text().nullable().index(),
    rotatedAt: p.datetime().nullable(),
    userAgent: p.text().nullable(),
    address: p.text().nullable(),
    expiresAt: p.datetime(),
    endedAt: p.datetime().nullable(),
    createdAt: createdAtColumn(),
    lastUsedAt: createdAtColumn(),
  },
  indexes: [{ name: 'session_member_id_index', properties: ['memberId'] }],
});
export class Session extends SessionSchema.class {
  constructor(values: {
    memberId: string;
    refreshHash: string;
    expiresAt: Date;
    userAgent?: string;
    address?: string;
  }) {
    super();
    this.id = newId();
    this.memberId = values.memberId;
    this.refreshHash = values.refreshHash;
    this.expiresAt = values.expiresAt;
    this.userAgent = values.userAgent ?? null;
    this.address = values.address ?? null;
    this.previousRefreshHash = null;
    this.rotatedAt = null;
    this.endedAt = null;
  }
}
SessionSchema.setClass(Session);
