import { fileTypeFromBuffer } from 'file-type';

/** What a browser would run or draw as a document: never taken in from the team, never shown in place. */
const markup = /^(?:\uFEFF|\s)*(?:<!doctype|<html|<head|<body|<script|<svg|<\?xml|<!--)/i;
const HEAD_BYTES = 1_024;

/** Names that a detector gives to what Meta calls otherwise. */
const metaNames: Record<string, string> = {
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'audio/x-aac': 'audio/aac',
};

/** Office files of before 2007 share one container; the name tells which it is. */
const oldOffice: Record<string, string> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
};

export interface Inspection {
  /** By the bytes, not by what the sender said. */
  mimeType: string;
  isMarkup: boolean;
}

const extensionOf = (filename: string | undefined) =>
  /\.([a-z0-9]+)$/i.exec(filename ?? '')?.[1]?.toLowerCase() ?? '';

function isPlainText(data: Buffer): boolean {
  if (data.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(data);
    return true;
  } catch {
    return false;
  }
}

/** What a file really is. Bytes that tell nothing are `application/octet-stream`, or text when they read as text. */
export async function inspectFile(data: Buffer, filename?: string): Promise<Inspection> {
  const isMarkup = markup.test(data.subarray(0, HEAD_BYTES).toString('utf8'));
  const detected = await fileTypeFromBuffer(data);
  const mime = detected?.mime as string | undefined;
  if (isMarkup) return { mimeType: 'application/octet-stream', isMarkup };
  if (mime === 'application/x-cfb') {
    return { mimeType: oldOffice[extensionOf(filename)] ?? 'application/octet-stream', isMarkup };
  }
  if (mime) return { mimeType: metaNames[mime] ?? mime, isMarkup };
  const isText = data.length > 0 && isPlainText(data);
  return { mimeType: isText ? 'text/plain' : 'application/octet-stream', isMarkup };
}
