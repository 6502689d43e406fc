import { defineEntity, p } from '@mikro-orm/core';
import { createdAtColumn, idColumn, newId } from '@datacare/platform';
import { Channel } from '../channels/channel.entity';
import { Message } from '../messages/message.entity';

/** A file of a message: fetched from Meta (inbound) or uploaded by the team (outbound). */
export const MediaSchema = defineEntity({
  name: 'Media',
  tableName: 'media',
  properties: {
    id: idColumn(),
    channelId: () => p.manyToOne(Channel).mapToPk().joinColumn('channel_id').nullable(),
    /** Empty while a file waits in the composer. */
    messageId: () => p.manyToOne(Message).mapToPk().joinColumn('message_id').nullable(),
    direction: p.enum(['inbound', 'outbound'] as const),
    /** image, video, audio, document, sticker */
    kind: p.text(),
    mimeType: p.text(),
    filename: p.text().nullable(),
    isVoice: p.boolean().default(false),
    /** Bytes, once known. */
    size: p.integer().nullable(),
    /** Hex SHA-256 of what is stored. */
    sha256: p.text().nullable(),
    width: p.integer().nullable(),
    height: p.integer().nullable(),
    /** Meta's id: inbound ids live 7 days, ids of our uploads 30. */
    metaId: p.text().nullable(),
    metaIdExpiresAt: p.datetime().nullable(),
    state: p.enum(['waiting', 'stored', 'failed'] as const).default('waiting'),
    storageKey: p.text().nullable(),
    thumbnailKey: p.text().nullable(),
    attempts: p.smallint().default(0),
    nextAttemptAt: p.datetime().nullable(),
    error: p.text().nullable(),
    uploadedById: p.uuid().nullable(),
    createdAt: createdAtColumn(),
  },
  indexes: [
    { name: 'media_message_id_index', properties: ['messageId'] },
    { name: 'media_waiting_index', properties: ['nextAttemptAt'], where: "state = 'waiting'" },
  ],
});
export class Media extends MediaSchema.class {
  constructor(values: { direction: 'inbound' | 'outbound'; kind: string; mimeType: string }) {
    super();
    this.id = newId();
    this.direction = values.direction;
    this.kind = values.kind;
    this.mimeType = values.mimeType;
  }
}
MediaSchema.setClass(Media);
