import { limits, mediaKindOf, type MediaKind } from '@datacare/cloud-api/content';
import { byteSize } from '../thread/bytes';

/** What a file of the tray will be sent as; stickers are made elsewhere. */
export type AttachmentKind = Exclude<MediaKind, 'sticker'>;

/** A file as the server keeps it, in the words of its upload answer. */
export interface UploadedMedia {
  id: string;
  kind: string;
  mimeType: string;
}

/** Uploads a file; reports progress from 0 to 1; rejects with an Error whose message can be shown. */
export type UploadFile = (
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
) => Promise<UploadedMedia>;

export interface FileProblem {
  message: string;
  /** The offer that would make it sendable. */
  offer?: 'smaller' | 'jpeg';
}

export interface FileCheck {
  kind?: AttachmentKind;
  mimeType: string;
  problem?: FileProblem;
}

const aliases: Record<string, string> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'audio/x-aac': 'audio/aac',
  'audio/opus': 'audio/ogg',
  'video/3gpp2': 'video/3gpp',
};

const byExtension: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  mp4: 'video/mp4',
  '3gp': 'video/3gpp',
  aac: 'audio/aac',
  amr: 'audio/amr',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  txt: 'text/plain',
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/** Pictures that a browser can draw and so turn into a JPEG. */
const convertible = ['image/webp', 'image/gif', 'image/avif', 'image/bmp'];

const plural: Record<AttachmentKind, string> = {
  image: 'photos',
  video: 'videos',
  audio: 'audio files',
  document: 'documents',
};

/** The MIME type of a file in WhatsApp's own spelling, from its name where the system does not know it. */
export function mimeTypeOf(file: { name: string; type: string }): string {
  const type = file.type.split(';')[0]!.trim().toLowerCase();
  const extension = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? '';
  return aliases[type] ?? (type || (byExtension[extension] ?? ''));
}

/** Whether WhatsApp would take a file, before a byte of it is uploaded. */
export function checkFile(file: { name: string; type: string; size: number }): FileCheck {
  const mimeType = mimeTypeOf(file);
  if (file.size === 0) return { mimeType, problem: { message: 'This file is empty.' } };
  if (convertible.includes(mimeType)) {
    return {
      mimeType,
      problem: {
        message: `WhatsApp takes JPEG and PNG photos, not ${nameOf(mimeType)}.`,
        offer: 'jpeg',
      },
    };
  }
  const kind = mediaKindOf(mimeType);
  if (!kind || kind === 'sticker') {
    const what = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toUpperCase();
    return {
      mimeType,
      problem: {
        message: `WhatsApp does not take ${what ? `${what} files` : 'files of this kind'}. It takes JPEG, PNG, MP4, 3GP, MP3, M4A, AAC, AMR, OGG, PDF, Word, Excel, PowerPoint and plain text.`,
      },
    };
  }
  const { maxBytes } = limits.media[kind];
  if (file.size > maxBytes) {
    return {
      kind,
      mimeType,
      problem: {
        message: `${byteSize(file.size)}: WhatsApp allows ${byteSize(maxBytes)} for ${plural[kind]}.`,
        ...(kind === 'image' ? { offer: 'smaller' as const } : {}),
      },
    };
  }
  return { kind, mimeType };
}

const nameOf = (mimeType: string) => mimeType.split('/')[1]!.toUpperCase();

/** Audio carries no caption on WhatsApp. */
export const takesCaption = (kind: AttachmentKind | undefined): boolean =>
  kind !== undefined && kind !== 'audio';
