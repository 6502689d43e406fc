import { outboundContentSchema, type OutboundContent } from '@datacare/cloud-api/content';
import { isId } from './is-id';

/** A file of ours that a content names in place of Meta's id. */
export interface MediaReference {
  /** Where it stands: `image`, `interactive.header.image` … */
  field: string;
  path: (string | number)[];
  mediaId: string;
  /** image, video, audio, document or sticker */
  kind: string;
}

export interface ContentProblem {
  field: string;
  message: string;
}

export type ReadContent =
  { content: OutboundContent; media: MediaReference[] } | { problem: ContentProblem };

const mediaKinds = new Set(['image', 'video', 'audio', 'document', 'sticker']);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const fieldOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (name, key) =>
      typeof key === 'number' ? `${name}[${key}]` : name ? `${name}.${String(key)}` : String(key),
    '',
  );

/** Calls `visit` for every value below `value`, parents first. */
function walk(
  value: unknown,
  visit: (value: unknown, path: (string | number)[]) => void,
  path: (string | number)[] = [],
): void {
  visit(value, path);
  if (Array.isArray(value)) value.forEach((item, index) => walk(item, visit, [...path, index]));
  else if (isObject(value))
    for (const [key, item] of Object.entries(value)) walk(item, visit, [...path, key]);
}

/** NUL and halves of surrogate pairs: neither WhatsApp nor the database can represent them. */
const isUnwritable = (text: string) =>
  text.includes('\u0000') ||
  /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);

/** The files of ours that a (stored) content names. */
export function mediaReferences(content: unknown): MediaReference[] {
  const found: MediaReference[] = [];
  walk(content, (value, path) => {
    const kind = String(path.at(-1));
    if (isObject(value) && mediaKinds.has(kind) && typeof value.mediaId === 'string')
      found.push({ field: fieldOf(path), path, mediaId: value.mediaId, kind });
  });
  return found;
}

/** A copy of the content in which each of our files carries another name. */
function renamed(
  content: unknown,
  references: readonly MediaReference[],
  rename: (media: Record<string, unknown>, reference: MediaReference) => void,
): unknown {
  const copy = structuredClone(content);
  for (const reference of references) {
    let place: unknown = copy;
    for (const key of reference.path) place = (place as Record<string | number, unknown>)[key];
    rename(place as Record<string, unknown>, reference);
  }
  return copy;
}

/** The content as Meta takes it: `mediaId` replaced by the id that Meta gave the upload. */
export function withMetaIds(
  content: unknown,
  references: readonly MediaReference[],
  metaIds: ReadonlyMap<string, string>,
): OutboundContent {
  return renamed(content, references, (media, { mediaId }) => {
    delete media.mediaId;
    media.id = metaIds.get(mediaId);
  }) as OutboundContent;
}

/**
 * Reads what somebody wants to send: Cloud API shape within WhatsApp's limits, where a file may be named by
 * our own `mediaId`. The first problem names its field.
 */
export function readContent(raw: unknown): ReadContent {
  let problem: ContentProblem | undefined;
  walk(raw, (value, path) => {
    if (problem || typeof value !== 'string') return;
    const field = fieldOf(path);
    if (isUnwritable(value))
      problem = { field, message: `${field}: has characters that cannot be sent` };
    else if (path.at(-1) === 'mediaId' && !isId(value))
      problem = { field, message: `${field}: is not the id of an uploaded file` };
  });
  if (problem) return { problem };
  const media = mediaReferences(raw);
  const candidate = renamed(raw, media, (object, { mediaId }) => {
    delete object.mediaId;
    // With an id beside it the schema shall see both, and refuse.
    if (object.id === undefined) object.id = mediaId;
    else object.link = mediaId;
  });
  const parsed = outboundContentSchema.safeParse(candidate);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return { problem: { field: fieldOf(issue.path) || 'type', message: issue.message } };
  }
  const content = renamed(parsed.data, media, (object, { mediaId }) => {
    delete object.id;
    object.mediaId = mediaId;
  });
  return { content: content as OutboundContent, media };
}
