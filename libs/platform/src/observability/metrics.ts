import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What `/metrics` shows. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

function once<M>(name: string, make: () => M): M {
  return (registry.getSingleMetric(name) as M | undefined) ?? make();
}

/** A count that only grows. */
export const counter = <L extends string>(
  name: string,
  help: string,
  labelNames: L[] = [],
): Counter<L> => once(name, () => new Counter({ name, help, labelNames, registers: [registry] }));

/** A value that goes up and down; `collect` may read it when asked. */
export const gauge = <L extends string>(
  name: string,
  help: string,
  labelNames: L[] = [],
  collect?: (this: Gauge<L>) => void | Promise<void>,
): Gauge<L> =>
  once(
    name,
    () =>
      new Gauge({ name, help, labelNames, registers: [registry], ...(collect ? { collect } : {}) }),
  );

/** Durations in seconds. */
export const histogram = <L extends string>(
  name: string,
  help: string,
  labelNames: L[] = [],
  buckets?: number[],
): Histogram<L> =>
  once(
    name,
    () =>
      new Histogram({
        name,
        help,
        labelNames,
        buckets: buckets ?? [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
        registers: [registry],
      }),
  );
