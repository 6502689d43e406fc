import { signal } from '@angular/core';
import { type Client, createClient } from 'graphql-ws';
import type { AccessToken } from '../session/access-token';

export type SocketState = 'idle' | 'connecting' | 'open' | 'lost';

const PING_EVERY_MS = 12_000;
const PONG_WITHIN_MS = 5_000;
const LONGEST_WAIT_MS = 10_000;

/** Doubling with jitter, so that a restarted server is not met by everybody in the same second. */
export function retryWait(attempt: number, random = Math.random()): number {
  return Math.min(LONGEST_WAIT_MS, 500 * 2 ** attempt) * (0.5 + random / 2);
}

/** Resolves after the wait, or at once when the browser says that the network is back. */
function waitForRetry(attempt: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, retryWait(attempt));
    addEventListener('online', done);
  });
}

/** The one WebSocket of the page: authenticated, kept alive, reconnecting for ever while something is subscribed. */
export class GraphSocket {
  readonly state = signal<SocketState>('idle');
  readonly client: Client;

  constructor(url: string, token: AccessToken) {
    let silence: ReturnType<typeof setTimeout> | undefined;
    this.client = createClient({
      url,
      lazy: true,
      keepAlive: PING_EVERY_MS,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      retryWait: waitForRetry,
      connectionParams: async () => ({ authorization: `Bearer ${(await token.fresh()) ?? ''}` }),
      on: {
        connecting: () => this.state.set('connecting'),
        connected: () => this.state.set('open'),
        // A laptop that slept leaves a socket that looks open and is dead: no pong, no socket.
        ping: (received) => {
          if (!received) silence = setTimeout(() => this.client.terminate(), PONG_WITHIN_MS);
        },
        pong: (received) => {
          if (received) clearTimeout(silence);
        },
        closed: () => {
          clearTimeout(silence);
          this.state.set('lost');
        },
      },
    });
  }

  /** Drops the connection: the next subscription opens a new one with the token of that moment. */
  close(): void {
    this.client.terminate();
    this.state.set('idle');
  }
}
