import type { ThreadRow } from './thread-rows';

const textOf = (row: Extract<ThreadRow, { kind: 'message' }>) => row.message.preview.length;

/** A row's height before it has been seen, in pixels: near enough that the scroll bar does not jump. */
export function estimateHeight(row: ThreadRow): number {
  if (row.kind === 'day') return 44;
  if (row.kind === 'unread') return 40;
  if (row.kind === 'events') return 28;
  if (row.album) return 320;
  const chrome = 34 + (row.isFirst ? 8 : 0);
  switch (row.message.content.type) {
    case 'image':
    case 'video':
      return chrome + 240;
    case 'sticker':
      return chrome + 128;
    case 'template':
      return chrome + 140;
    case 'location':
    case 'interactive':
    case 'order':
      return chrome + 110;
    case 'document':
    case 'audio':
    case 'contacts':
      return chrome + 56;
    default:
      return chrome + Math.max(1, Math.ceil(textOf(row) / 60)) * 20;
  }
}

/** Tops of all rows and, last, the whole height: `tops[i]` is where row i begins. */
export function rowTops(
  rows: readonly ThreadRow[],
  measured: ReadonlyMap<string, number>,
): Float64Array {
  const tops = new Float64Array(rows.length + 1);
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!;
    tops[i + 1] = tops[i]! + (measured.get(row.key) ?? estimateHeight(row));
  }
  return tops;
}

/** The row that covers a height, by halving. */
export function rowAt(tops: Float64Array, y: number): number {
  let low = 0;
  let high = Math.max(0, tops.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tops[middle]! <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface RowRange {
  start: number;
  /** Exclusive. */
  end: number;
}

/** The rows to draw for a view from `top` of `height` pixels, with `overscan` pixels beyond both edges. */
export function visibleRange(
  tops: Float64Array,
  top: number,
  height: number,
  overscan: number,
): RowRange {
  const count = tops.length - 1;
  if (count <= 0) return { start: 0, end: 0 };
  return {
    start: rowAt(tops, Math.max(0, top - overscan)),
    end: Math.min(count, rowAt(tops, top + height + overscan) + 1),
  };
}
