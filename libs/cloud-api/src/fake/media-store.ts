import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from './clock';
import { GraphError } from './http';

export interface StoredMedia {
  id: string;
  data: Buffer;
  mimeType: string;
  filename?: string;
  /** Base64, as webhooks carry it. */
  sha256: string;
  expiresAt: number;
}

const DAY = 24 * 60 * 60 * 1000;
const URL_LIFE = 5 * 60 * 1000;
const MAX_BYTES = 256 * 1024 * 1024;

/** Files that were uploaded or sent by customers, with Meta's lifetimes. */
export class MediaStore {
  private readonly files = new Map<string, StoredMedia>();
  private readonly urls = new Map<string, { id: string; expiresAt: number }>();
  private bytes = 0;
  private counter = Date.now();

  constructor(private readonly clock: Clock) {}

  /** Uploads live 30 days, customers' files 7. */
  add(
    data: Buffer,
    mimeType: string,
    options: { filename?: string | undefined; days: 7 | 30 },
  ): StoredMedia {
    this.counter += 1;
    const media: StoredMedia = {
      id: String(this.counter),
      data,
      mimeType,
      sha256: createHash('sha256').update(data).digest('base64'),
      expiresAt: this.clock.now() + options.days * DAY,
      ...(options.filename ? { filename: options.filename } : {}),
    };
    this.files.set(media.id, media);
    this.bytes += data.length;
    for (const [id, old] of this.files) {
      if (this.bytes <= MAX_BYTES || id === media.id) break;
      this.delete(old.id);
    }
    return media;
  }

  get(id: string): StoredMedia | undefined {
    const media = this.files.get(id);
    return media && media.expiresAt > this.clock.now() ? media : undefined;
  }

  require(id: string): StoredMedia {
    const media = this.get(id);
    if (!media)
      throw new GraphError(
        100,
        400,
        `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
      );
    return media;
  }

  /** A path that works for five minutes. */
  link(media: StoredMedia): string {
    const token = randomBytes(18).toString('base64url');
    this.urls.set(token, { id: media.id, expiresAt: this.clock.now() + URL_LIFE });
    if (this.urls.size > 10_000) this.urls.delete(this.urls.keys().next().value!);
    return `/whatsapp_business/attachments/?mid=${media.id}&token=${token}`;
  }

  open(token: string): StoredMedia | undefined {
    const url = this.urls.get(token);
    return url && url.expiresAt > this.clock.now() ? this.get(url.id) : undefined;
  }

  delete(id: string): boolean {
    const media = this.files.get(id);
    if (!media) return false;
    this.bytes -= media.data.length;
    return this.files.delete(id);
  }

  clear(): void {
    this.files.clear();
    this.urls.clear();
    this.bytes = 0;
  }
}
