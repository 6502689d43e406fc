import { createHash } from 'node:crypto';
import { FileStore } from '@datacare/platform';
import { Injectable } from '@nestjs/common';
import { pictureFacts } from './pictures';

/** What is known about a file once it is kept. */
export interface KeptFile {
  storageKey: string;
  thumbnailKey: string | null;
  /** Hex. */
  sha256: string;
  size: number;
  width: number | null;
  height: number | null;
}

const pictureKinds = ['image', 'sticker'];

/** Puts files where they stay, pictures with a small one beside them. */
@Injectable()
export class MediaStorage {
  constructor(private readonly files: FileStore) {}

  /** Keys are made of the id alone: nothing that a sender chose is part of a path. */
  async keep(id: string, kind: string, mimeType: string, data: Buffer): Promise<KeptFile> {
    const folder = id.slice(-2);
    const storageKey = `media/${folder}/${id}`;
    await this.files.put(storageKey, data, { contentType: mimeType });
    const picture = pictureKinds.includes(kind) ? await pictureFacts(data) : undefined;
    const thumbnailKey = picture ? `media/${folder}/${id}.thumbnail.webp` : null;
    if (picture && thumbnailKey)
      await this.files.put(thumbnailKey, picture.thumbnail, { contentType: 'image/webp' });
    return {
      storageKey,
      thumbnailKey,
      sha256: createHash('sha256').update(data).digest('hex'),
      size: data.length,
      width: picture?.width ?? null,
      height: picture?.height ?? null,
    };
  }
}
