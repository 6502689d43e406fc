import { gauge } from '../observability/metrics';

interface CountedPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

let watched: CountedPool | undefined;

gauge(
  'datacare_database_connections',
  'Connections of the pool of this process, by state',
  ['state'],
  function () {
    if (!watched) return;
    this.set({ state: 'idle' }, watched.idleCount);
    this.set({ state: 'busy' }, watched.totalCount - watched.idleCount);
  },
);
gauge(
  'datacare_database_waiting',
  'Requests that wait for a connection of the pool',
  [],
  function () {
    if (watched) this.set(watched.waitingCount);
  },
);

/** Shows the pool of this process in the metrics. */
export function watchPool(pool: CountedPool): void {
  watched = pool;
}
