import type { Viewer } from '@datacare/identity';
import {
  Database,
  FileMissing,
  FileStore,
  query,
  type ByteRange,
  type StoredFile,
} from '@datacare/platform';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { acceptFile } from './accepted-file';
import { MediaStorage } from './media-storage.service';
import { Media } from './media.entity';

export interface Upload {
  data: Buffer;
  filename?: string;
  /** Whether a picture that is too large may be made smaller. */
  downscale?: boolean;
}

export interface OpenedFile extends StoredFile {
  mimeType: string;
  filename: string | null;
}

const FILENAME_LENGTH = 240;
/** A draft may wait this long for its message. */
const UPLOAD_DAYS = 1;
const PRUNE_BATCH = 100;

/** Files of messages: taken in from the team, opened for whoever holds a link. */
@Injectable()
export class MediaService {
  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly storage: MediaStorage,
  ) {}

  /** Keeps a file for a message to come; throws Refused(MediaRefused) with the reason when WhatsApp would not take it. */
  async upload(viewer: Viewer, upload: Upload): Promise<Media> {
    const filename = upload.filename ? plainName(upload.filename) : undefined;
    const { kind, mimeType, data } = await acceptFile(upload.data, {
      ...upload,
      ...(filename ? { filename } : {}),
    });
    const media = new Media({ direction: 'outbound', kind, mimeType });
    Object.assign(media, await this.storage.keep(media.id, kind, mimeType, data));
    media.filename = filename ?? null;
    media.state = 'stored';
    media.uploadedById = viewer.memberId;
    await this.database.transaction(async (em) => void em.persist(media));
    return media;
  }

  /** Opens a stored file or its small picture; null when there is none. */
  async open(
    id: string,
    part: 'file' | 'thumbnail',
    range?: (size: number) => ByteRange | undefined,
  ): Promise<OpenedFile | null> {
    if (!z.guid().safeParse(id).success) return null;
    const media = await this.database.em().findOne(Media, id);
    const key = part === 'thumbnail' ? media?.thumbnailKey : media?.storageKey;
    if (!media || media.state !== 'stored' || !key) return null;
    const wanted = range && media.size != null && part === 'file' ? range(media.size) : undefined;
    try {
      const file = await this.files.get(key, wanted);
      return part === 'thumbnail'
        ? { ...file, mimeType: 'image/webp', filename: null }
        : { ...file, mimeType: media.mimeType, filename: media.filename ?? null };
    } catch (error) {
      if (error instanceof FileMissing) return null;
      throw error;
    }
  }

  /** Removes uploads of the team that no message took within a day, with their files; true when there are more. */
  async pruneUploads(): Promise<boolean> {
    return this.database.transaction(async (em) => {
      const gone = await query<{ keys: (string | null)[] }>(
        em,
        `delete from media where id in (
           select id from media
           where message_id is null and direction = 'outbound' and created_at < now() - make_interval(days => $1)
           order by created_at limit $2 for update skip locked)
         returning array[storage_key, thumbnail_key] as keys`,
        [UPLOAD_DAYS, PRUNE_BATCH],
      );
      // Before the commit: a file that cannot be removed now keeps its row and is tried again.
      for (const key of gone.flatMap(({ keys }) => keys)) if (key) await this.files.delete(key);
      return gone.length === PRUNE_BATCH;
    });
  }
}

/** The last part of a name, without what a file system, a header or a reader's eye could trip over. */
export function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  // Control characters, and marks that turn the direction of text so that "gnp.exe" reads "exe.png".
  const visible = last.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').trim();
  return visible.replace(/^\.+/, '').slice(-FILENAME_LENGTH) || 'file';
}
