import { limits, mediaKindOf, type MediaKind } from '@datacare/cloud-api/content';
import { Refused } from '@datacare/platform';
import { MediaRefused } from '../messages/message.refusals';
import { inspectFile } from './file-inspection';
import { downscaled } from './pictures';

export interface AcceptedFile {
  kind: MediaKind;
  mimeType: string;
  data: Buffer;
}

const megabytes = (bytes: number) =>
  bytes < 1024 * 1024
    ? `${Math.ceil(bytes / 1024)} KB`
    : `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '')} MB`;

const taken =
  'WhatsApp takes JPEG and PNG pictures, MP4 and 3GP videos, AAC, AMR, MP3, M4A and Opus audio, PDF, Office and text files.';

/**
 * What WhatsApp takes of a file, judged by its bytes; throws Refused(MediaRefused) with the reason. With `downscale` a
 * picture that is too large is made smaller instead.
 */
export async function acceptFile(
  data: Buffer,
  options: { filename?: string; downscale?: boolean } = {},
): Promise<AcceptedFile> {
  if (data.length === 0) throw new Refused(new MediaRefused('The file is empty.'));
  const { mimeType, isMarkup } = await inspectFile(data, options.filename);
  if (isMarkup) {
    throw new Refused(
      new MediaRefused(
        'Web pages and SVG drawings cannot be sent: they may hold programs. Send a PDF or a picture instead.',
      ),
    );
  }
  const kind =
    mimeType.startsWith('audio/ogg') && !mimeType.includes('opus')
      ? undefined
      : mediaKindOf(mimeType);
  if (!kind) {
    const what =
      mimeType === 'application/octet-stream' ? 'This kind of file' : `A file of type ${mimeType}`;
    throw new Refused(new MediaRefused(`${what} cannot be sent. ${taken}`));
  }
  const most = limits.media[kind].maxBytes;
  if (data.length <= most) return { kind, mimeType, data };
  if (kind === 'image') return smaller(data, most, options.downscale ?? false);
  throw new Refused(
    new MediaRefused(
      `The file has ${megabytes(data.length)}; WhatsApp takes ${megabytes(most)} for this kind.`,
    ),
  );
}

async function smaller(data: Buffer, most: number, isWanted: boolean): Promise<AcceptedFile> {
  const words = `The picture has ${megabytes(data.length)}; WhatsApp takes ${megabytes(most)}.`;
  if (!isWanted) throw new Refused(new MediaRefused(`${words} It can be scaled down.`, true));
  const result = await downscaled(data, most);
  if (!result) throw new Refused(new MediaRefused(`${words} It could not be scaled down.`));
  return { kind: 'image', mimeType: 'image/jpeg', data: result };
}
