import { defineEntity, p } from '@mikro-orm/core';
import { createdAtColumn, idColumn, newId } from '@datacare/platform';

/** A WhatsApp number of the business, with its credentials. */
export const ChannelSchema = defineEntity({
  name: 'Channel',
  tableName: 'channel',
  properties: {
    id: idColumn(),
    name: p.text(),
    phoneNumberId: p.text().unique(),
    businessAccountId: p.text().index(),
    displayPhoneNumber: p.text().nullable(),
    verifiedName: p.text().nullable(),
    /** Sealed by the secret box; the plain token exists only in memory while a request is made. */
    accessTokenSealed: p.text().hidden(),
    /** `paused` keeps the queue and sends nothing; the reason is shown to admins. */
    state: p.enum(['active', 'paused'] as const).default('active'),
    pausedReason: p.text().nullable(),
    qualityRating: p.text().nullable(),
    /** Messages per second that Meta grants the number: 80, or 1,000 when upgraded. */
    messagesPerSecond: p.integer().default(80),
    /** People outside an open window that may be written to in any 24 hours; null is unlimited. */
    dailyLimit: p.integer().nullable(),
    /** Whether customers see blue ticks when an agent opens the conversation. */
    sendsReadReceipts: p.boolean().default(true),
    /** When the next message may leave at the number's rate (generic cell rate algorithm). */
    paceAt: p.datetime().nullable(),
    /** Nothing leaves before this moment: set when Meta asks the whole number to slow down. */
    holdUntil: p.datetime().nullable(),
    createdAt: createdAtColumn(),
    updatedAt: createdAtColumn(),
  },
});
export class Channel extends ChannelSchema.class {
  constructor(values: {
    name: string;
    phoneNumberId: string;
    businessAccountId: string;
    accessTokenSealed: string;
  }) {
    super();
    this.id = newId();
    this.name = values.name;
    this.phoneNumberId = values.phoneNumberId;
    this.businessAccountId = values.businessAccountId;
    this.accessTokenSealed = values.accessTokenSealed;
  }
}
ChannelSchema.setClass(Channel);
