import { limits, type MediaKind } from '@datacare/cloud-api/content';
import { query, Refused } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Media } from '../media/media.entity';
import { ContentInvalid } from '../messages/message.refusals';
import type { MediaReference } from './outgoing-content';

const article = (kind: string) => (/^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`);

/** The uploaded files that a message carries. */
@Injectable()
export class OutgoingMedia {
  /** The files named by a content; refuses one that is missing, not stored, of another kind or too large. */
  async require(em: EntityManager, references: readonly MediaReference[]): Promise<Media[]> {
    if (references.length === 0) return [];
    const found = await em.find(Media, { id: { $in: references.map(({ mediaId }) => mediaId) } });
    return references.map((reference) => {
      const field = `${reference.field}.mediaId`;
      const refuse = (why: string) => new Refused(new ContentInvalid(field, `${field}: ${why}`));
      const media = found.find(({ id }) => id === reference.mediaId);
      if (!media || media.state !== 'stored' || !media.storageKey)
        throw refuse('there is no such uploaded file');
      // Any file may go as a document; the other kinds show it, so it must be of that kind.
      if (media.kind !== reference.kind && reference.kind !== 'document')
        throw refuse(`the file is ${article(media.kind)}, not ${article(reference.kind)}`);
      const most = limits.media[reference.kind as MediaKind].maxBytes;
      if ((media.size ?? 0) > most)
        throw refuse(
          `the file is larger than the ${Math.floor(most / 1024)} kB that WhatsApp allows`,
        );
      return media;
    });
  }

  /** Binds files that waited in the composer to their message. */
  async attach(em: EntityManager, messageId: string, files: readonly Media[]): Promise<void> {
    if (files.length === 0) return;
    await query(
      em,
      'update media set message_id = $1 where id = any($2::uuid[]) and message_id is null',
      [messageId, files.map(({ id }) => id)],
    );
  }
}
