import { CloudApiFailure } from '@datacare/cloud-api';
import type { OutboundContent } from '@datacare/cloud-api/content';
import { Database, FileStore, query } from '@datacare/platform';
import { Injectable } from '@nestjs/common';
import { ChannelClients } from '../channels/channel-clients';
import type { ClaimChannel } from './claim.service';
import { mediaReferences, withMetaIds } from './outgoing-content';

interface MediaRow {
  id: string;
  kind: string;
  mime_type: string;
  filename: string | null;
  storage_key: string | null;
  meta_id: string | null;
}

const extensions: Record<string, string> = {
  image: 'jpg',
  video: 'mp4',
  audio: 'ogg',
  sticker: 'webp',
  document: 'bin',
};

/** Thrown for a file that is gone: no later try would find it. */
export class FileGone extends Error {}

/** Brings our files to WhatsApp, once per channel for as long as WhatsApp keeps them. */
@Injectable()
export class MediaUpload {
  private readonly running = new Map<string, Promise<string>>();

  constructor(
    private readonly db: Database,
    private readonly files: FileStore,
    private readonly clients: ChannelClients,
  ) {}

  /** The content with Meta's ids in place of ours; throws CloudApiFailure or FileGone. */
  async resolve(channel: ClaimChannel, content: OutboundContent): Promise<OutboundContent> {
    const references = mediaReferences(content);
    if (references.length === 0) return content;
    const ids = [...new Set(references.map(({ mediaId }) => mediaId))];
    const metaIds = new Map(
      await Promise.all(ids.map(async (id) => [id, await this.shared(channel, id)] as const)),
    );
    return withMetaIds(content, references, metaIds);
  }

  /** A campaign's file is uploaded once, however many rows ask at the same moment. */
  private shared(channel: ClaimChannel, mediaId: string): Promise<string> {
    const key = `${channel.id}:${mediaId}`;
    const running =
      this.running.get(key) ??
      this.metaId(channel, mediaId).finally(() => this.running.delete(key));
    this.running.set(key, running);
    return running;
  }

  private async metaId(channel: ClaimChannel, mediaId: string): Promise<string> {
    const [media] = await query<MediaRow>(
      this.db.em(),
      `select id, kind, mime_type, filename, storage_key,
         case when channel_id = $2 and meta_id_expires_at > now() + interval '1 hour' then meta_id end as meta_id
       from media where id = $1`,
      [mediaId, channel.id],
    );
    if (media?.meta_id) return media.meta_id;
    if (!media?.storage_key) throw new FileGone('The file of this message is no longer stored.');
    const { stream } = await this.files.get(media.storage_key).catch(() => {
      throw new FileGone('The file of this message is no longer stored.');
    });
    const { id } = await this.clients.of(channel).uploadMedia(channel.phoneNumberId, {
      data: stream,
      mimeType: media.mime_type,
      filename: media.filename ?? `${media.kind}.${extensions[media.kind] ?? 'bin'}`,
    });
    // WhatsApp keeps uploads for 30 days; a day less leaves no doubt.
    await query(
      this.db.em(),
      `update media set meta_id = $2, meta_id_expires_at = now() + interval '29 days', channel_id = $3 where id = $1`,
      [mediaId, id, channel.id],
    );
    return id;
  }
}

/** Whether trying the upload again may help: repeating an upload is harmless. */
export const mayUploadAgain = (error: unknown): boolean =>
  error instanceof CloudApiFailure ? error.kind !== 'rejected' : !(error instanceof FileGone);
