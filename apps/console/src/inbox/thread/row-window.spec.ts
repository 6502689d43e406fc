import { rowAt, rowTops, visibleRange } from './row-window';
import { sampleText, start } from './samples';
import { threadRows } from './thread-rows';

const rows = threadRows(
  Array.from({ length: 20_000 }, (_, index) => sampleText('x', { after: index })),
  [],
  { zone: 'Africa/Nairobi', now: start },
);
const tops = rowTops(rows, new Map(rows.map((row) => [row.key, 50])));

describe('the window onto the rows', () => {
  it('finds the row that covers a height', () => {
    expect(rowAt(tops, 0)).toBe(0);
    expect(rowAt(tops, 49.9)).toBe(0);
    expect(rowAt(tops, 50)).toBe(1);
    expect(rowAt(tops, 1e9)).toBe(rows.length - 1);
  });

  it('draws a few rows of twenty thousand', () => {
    const { start: first, end } = visibleRange(tops, 500_000, 800, 600);
    expect(tops[first]!).toBeLessThanOrEqual(499_400);
    expect(tops[end]!).toBeGreaterThanOrEqual(501_400);
    expect(end - first).toBeLessThan(50);
  });

  it('stays within the rows at both ends', () => {
    expect(visibleRange(tops, -100, 800, 600).start).toBe(0);
    expect(visibleRange(tops, tops.at(-1)!, 800, 600).end).toBe(rows.length);
    expect(visibleRange(rowTops([], new Map()), 0, 800, 600)).toEqual({ start: 0, end: 0 });
  });

  it('estimates what it has not measured', () => {
    expect(rowTops(rows.slice(0, 3), new Map()).at(-1)).toBeGreaterThan(60);
  });
});
