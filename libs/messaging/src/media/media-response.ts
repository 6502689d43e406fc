import type { ByteRange } from '@datacare/platform';

/** Kinds that a browser shows without running anything of them. */
const shown =
  /^(?:image\/(?:jpeg|png|webp|gif)|video\/(?:mp4|3gpp|webm)|audio\/(?:aac|amr|mpeg|mp4|ogg|webm|wav)|application\/pdf)(?:;|$)/;

/** Headers that keep a file a file: its type is not guessed, it runs nothing, and what is not shown is saved. */
export function fileHeaders(mimeType: string, filename: string | null): Record<string, string> {
  const isShown = shown.test(mimeType);
  return {
    'content-type': isShown || mimeType === 'text/plain' ? mimeType : 'application/octet-stream',
    'content-disposition': disposition(isShown ? 'inline' : 'attachment', filename),
    'x-content-type-options': 'nosniff',
    'content-security-policy':
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, max-age=240',
    'accept-ranges': 'bytes',
  };
}

/** RFC 6266: a plain name for old readers, the full one in UTF-8 for the others. */
function disposition(kind: 'inline' | 'attachment', filename: string | null): string {
  if (!filename) return kind;
  const plain = filename.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const full = encodeURIComponent(filename.toWellFormed()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${full}`;
}

/** The one range of a Range header; undefined where there is none (the whole file), `unsatisfiable` beyond its end. */
export function rangeOf(
  header: string | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [from, to] = [match[1]!, match[2]!];
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}
