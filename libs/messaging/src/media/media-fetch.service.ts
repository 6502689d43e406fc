import { createHash } from 'node:crypto';
import { CloudApiFailure } from '@datacare/cloud-api';
import type { Viewer } from '@datacare/identity';
import { counter, Database, Events, Jobs, query } from '@datacare/platform';
import { Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import { ChannelClients } from '../channels/channel-clients';
import { MessageChanged } from '../messaging.events';
import { ThreadAccess } from '../threads/thread-access';
import { inspectFile } from './file-inspection';
import { MediaStorage } from './media-storage.service';
import { mediaFetchWakeup } from './media.queue';
import { plainName } from './media.service';

interface Waiting {
  id: string;
  kind: string;
  mime_type: string;
  filename: string | null;
  meta_id: string;
  attempts: number;
  is_expired: boolean;
  message_id: string | null;
  thread_id: string | null;
  channel_id: string;
  phone_number_id: string;
  access_token_sealed: string;
}

const BATCH = 8;
/** Seconds after which a fetch whose worker ended is taken up by another. */
const LEASE_SECONDS = 180;
const MOST_ATTEMPTS = 10;
/** Seconds until the next try: quick at first, since most failures are passing, and within the seven days of Meta's ids. */
const PAUSES = [5, 20, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400];
const MOST_BYTES = 100 * 1024 * 1024;

const fetched = counter(
  'datacare_media_fetched_total',
  'Files of customers fetched from WhatsApp',
  ['outcome'],
);

/** Brings the files of inbound messages here before WhatsApp forgets them. */
@Injectable()
export class MediaFetch {
  private readonly logger = new Logger(MediaFetch.name);

  constructor(
    private readonly database: Database,
    private readonly clients: ChannelClients,
    private readonly storage: MediaStorage,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly access: ThreadAccess,
  ) {}

  /** Fetches the files that are due; true when there may be more. */
  async run(): Promise<boolean> {
    const due = await this.claim();
    await Promise.all(due.map((media) => this.settle(media)));
    return due.length === BATCH;
  }

  /** Lets a file that was given up on be tried from the start, by whoever may answer its customer; false when there is none. */
  async retry(viewer: Viewer, id: string): Promise<boolean> {
    if (!z.guid().safeParse(id).success) return false;
    const [media] = await query<{ thread_id: string }>(
      this.database.em(),
      'select g.thread_id from media m join message g on g.id = m.message_id where m.id = $1',
      [id],
    );
    if (!media) return false;
    await this.access.require(viewer, 'conversation.reply', media.thread_id);
    const rows = await query(
      this.database.em(),
      `update media set state = 'waiting', attempts = 0, error = null, next_attempt_at = now()
       where id = $1 and state = 'failed' and meta_id is not null returning id`,
      [id],
    );
    if (rows.length > 0) this.jobs.ring(mediaFetchWakeup, {});
    return rows.length > 0;
  }

  /** Counts the attempt before it is made, so that a file that ends the process is not tried for ever. */
  private claim(): Promise<Waiting[]> {
    return query<Waiting>(
      this.database.em(),
      `with due as (
         select id from media where state = 'waiting' and next_attempt_at <= now()
         order by next_attempt_at limit $1 for update skip locked
       ), claimed as (
         update media m set attempts = m.attempts + 1, next_attempt_at = now() + make_interval(secs => $2)
         from due where m.id = due.id returning m.*
       )
       select m.id, m.kind, m.mime_type, m.filename, m.meta_id, m.attempts, m.message_id, g.thread_id,
              coalesce(m.meta_id_expires_at < now(), false) as is_expired,
              c.id as channel_id, c.phone_number_id, c.access_token_sealed
       from claimed m join channel c on c.id = m.channel_id left join message g on g.id = m.message_id`,
      [BATCH, LEASE_SECONDS],
    );
  }

  private async settle(media: Waiting): Promise<void> {
    try {
      await this.fetch(media);
      fetched.inc({ outcome: 'stored' });
    } catch (error) {
      fetched.inc({ outcome: 'failed' });
      await this.fail(media, error);
    }
  }

  private async fetch(media: Waiting): Promise<void> {
    const client = this.clients.of({
      id: media.channel_id,
      accessTokenSealed: media.access_token_sealed,
    });
    // The address lives five minutes, so every try asks for a new one.
    const info = await client.mediaInfo(media.meta_id, media.phone_number_id);
    const { stream } = await client.downloadMedia(info.url);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MOST_BYTES) throw new Error('The file is larger than 100 MB');
      chunks.push(chunk);
    }
    const data = Buffer.concat(chunks);
    assertWhole(data, info.sha256);
    const { mimeType } = await inspectFile(data, media.filename ?? undefined);
    const kept = await this.storage.keep(media.id, media.kind, mimeType, data);
    await this.database.transaction(async (em) => {
      await query(
        em,
        `update media set state = 'stored', error = null, next_attempt_at = null, mime_type = $2, filename = $3,
           storage_key = $4, thumbnail_key = $5, sha256 = $6, size = $7, width = $8, height = $9
         where id = $1`,
        [
          media.id,
          mimeType,
          media.filename === null ? null : plainName(media.filename),
          kept.storageKey,
          kept.thumbnailKey,
          kept.sha256,
          kept.size,
          kept.width,
          kept.height,
        ],
      );
      await this.events.record(em, ...changeOf(media));
    });
  }

  private async fail(media: Waiting, error: unknown): Promise<void> {
    const words = error instanceof Error ? error.message : String(error);
    const isGone =
      error instanceof CloudApiFailure && error.kind === 'rejected' && media.is_expired;
    const isOver = isGone || media.attempts >= MOST_ATTEMPTS;
    this.logger.warn(`File ${media.id} could not be fetched (try ${media.attempts}): ${words}`);
    await this.database.transaction(async (em) => {
      await query(
        em,
        `update media set error = $2, state = case when $3 then 'failed' else 'waiting' end,
           next_attempt_at = case when $3 then null else now() + make_interval(secs => $4) end
         where id = $1`,
        [
          media.id,
          words.slice(0, 500).replaceAll('\0', ''),
          isOver,
          PAUSES[media.attempts - 1] ?? PAUSES.at(-1),
        ],
      );
      if (isOver) await this.events.record(em, ...changeOf(media));
    });
  }
}

/** Meta gives the hash in base64 in one place and in hex in another. */
function assertWhole(data: Buffer, expected: string | undefined): void {
  if (!expected) return;
  const digest = createHash('sha256').update(data).digest();
  if (expected === digest.toString('hex') || expected === digest.toString('base64')) return;
  throw new Error('The file arrived incomplete');
}

const changeOf = ({ message_id: messageId, thread_id: threadId }: Waiting) =>
  messageId && threadId
    ? [MessageChanged.of({ messageId, threadId, what: 'media' }, { subjectId: messageId })]
    : [];
