import { inboundContentSchema } from '../content/inbound';
import type { InboundContent, UnsupportedContent } from '../content/inbound';
import { readError } from '../errors/cloud-api-error';
import { listOf, present, record, text } from './fields';

function unsupported(raw: unknown): UnsupportedContent {
  const message = record(raw);
  const type =
    text(record(message.unsupported).type) ??
    (message.type === 'unsupported' ? undefined : text(message.type));
  const errors = listOf(message.errors)
    .map((error) => readError(error))
    .filter((error) => error !== undefined)
    .map(({ code, title, message: words, details }) =>
      present({ code, title, message: words, details }),
    );
  return {
    type: 'unsupported',
    ...(type ? { unsupported: { type } } : {}),
    ...(errors.length > 0 ? { errors: errors as NonNullable<UnsupportedContent['errors']> } : {}),
    raw,
  };
}

/** Drops keys that hold undefined, at every level, so that contents compare and store cleanly. */
function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, compact(item)]),
  );
}

/** What a message says; a kind or form that we do not know becomes `unsupported` with the raw item. */
export function parseContent(raw: unknown): InboundContent {
  const parsed = inboundContentSchema.safeParse(raw);
  return parsed.success ? (compact(parsed.data) as InboundContent) : unsupported(raw);
}
