// Percentiles, machine facts and the table that docs/benchmarks.md shows.
import { cpus, totalmem } from 'node:os';

/** The value below which `share` of the samples lie. */
export function percentile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const perSecond = (count, milliseconds) => Math.round((count / milliseconds) * 1000);
export const ms = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const number = (value) => Math.round(value).toLocaleString('en');
export const ratio = (value) => value.toFixed(2);

/** One line of the table: `isMet` is null where there is no target to meet. */
export const row = (what, figure, target = '', isMet = null) => ({ what, figure, target, isMet });

const mark = (isMet) => (isMet === null ? '' : isMet ? 'met' : '**missed**');

export const table = (rows) =>
  [
    '| what | measured | target | |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      (line) => `| ${line.what} | ${line.figure} | ${line.target} | ${mark(line.isMet)} |`,
    ),
  ].join('\n');

export function machine() {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${cpu?.model.trim()}), ${gigabytes} GiB of memory, ${process.platform}, Node ${process.version}. Load generator, floor, Postgres, Redis and the product share these cores.`;
}
