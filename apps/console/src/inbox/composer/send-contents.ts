import { limits, type MessageContent } from '@datacare/cloud-api/content';
import { type AttachmentKind, takesCaption } from './attachments';

export interface ReadyFile {
  kind: AttachmentKind;
  mediaId: string;
  filename: string;
  caption: string;
}

/** A file by our own media id: the server turns it into WhatsApp's when it sends. */
function fileContent(file: ReadyFile, caption: string): MessageContent {
  const described = caption && takesCaption(file.kind) ? { caption } : {};
  const named = file.kind === 'document' ? { filename: file.filename.slice(-limits.filename) } : {};
  // Our API takes `mediaId` where Meta's has `id`; the rest is Meta's shape.
  return {
    type: file.kind,
    [file.kind]: { mediaId: file.mediaId, ...described, ...named },
  } as unknown as MessageContent;
}

/**
 * What goes out, in order: every file as a message of its own, then the text. A text that fits becomes the caption
 * of a single file that has none.
 */
export function sendContents(text: string, files: readonly ReadyFile[]): MessageContent[] {
  const words = text.trim();
  const [only] = files;
  const isCaption =
    files.length === 1 &&
    words !== '' &&
    !only!.caption &&
    takesCaption(only!.kind) &&
    words.length <= limits.caption;
  const contents = files.map((file) => fileContent(file, isCaption ? words : file.caption.trim()));
  if (words && !isCaption)
    contents.push({ type: 'text', text: { body: words, preview_url: /https?:\/\//i.test(words) } });
  return contents;
}
