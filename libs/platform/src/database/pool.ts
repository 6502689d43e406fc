interface PooledClient {
  release: (error?: Error | boolean) => void;
  once(event: 'end', listener: () => void): unknown;
  off(event: 'end', listener: () => void): unknown;
}

interface ClientPool {
  on(event: 'acquire', listener: (client: PooledClient) => void): unknown;
}

/**
 * Gives the place of a connection that dies while in use back to the pool. Its holder does not: where `begin`, `commit`
 * or `rollback` fail, the query builder never gets to releasing, and after as many deaths as the pool has places
 * nothing would ever run again.
 */
export function releaseDeadConnections(pool: ClientPool): void {
  // The pool sets `release` right after this event, and before the holder gets the client.
  pool.on('acquire', (client) => queueMicrotask(() => watch(client)));
}

function watch(client: PooledClient): void {
  const release = client.release.bind(client);
  let isReleased = false;
  const giveUp = () => client.release(true);
  client.release = (error) => {
    if (isReleased) return;
    isReleased = true;
    client.off('end', giveUp);
    release(error);
  };
  client.once('end', giveUp);
}
