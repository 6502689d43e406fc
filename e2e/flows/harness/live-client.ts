import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';

export interface Change {
  seq: number;
  conversationId: string;
  message: { id: string } | null;
}

const SUBSCRIPTION = `subscription ($since: Int) {
  conversationChanged(since: $since) { seq conversationId message { id } }
}`;

/** What a console hears: it remembers the last change that it saw and asks for what came after. */
export class LiveClient {
  readonly changes: Change[] = [];
  failure: unknown;
  private readonly client: Client;

  constructor(url: string, accessToken: string, since?: number) {
    this.client = createClient({
      url: `${url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${accessToken}` },
      retryAttempts: 0,
      lazy: true,
    });
    this.client.subscribe<{ conversationChanged: Change }>(
      { query: SUBSCRIPTION, variables: { since } },
      {
        next: ({ data, errors }) => {
          if (data) this.changes.push(data.conversationChanged);
          else this.failure = errors;
        },
        error: (error) => (this.failure = error),
        complete: () => undefined,
      },
    );
  }

  get lastSeq(): number | undefined {
    return this.changes.at(-1)?.seq;
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }
}

/** A socket that subscribes and then stops reading. */
export async function stalledSocket(
  url: string,
  accessToken: string,
  query: string,
): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => undefined);
  await new Promise<void>((done, fail) => {
    socket.once('close', () => fail(new Error('The socket was refused')));
    socket.once('open', () =>
      socket.send(
        JSON.stringify({
          type: 'connection_init',
          payload: { authorization: `Bearer ${accessToken}` },
        }),
      ),
    );
    socket.once('message', () => {
      socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query } }));
      done();
    });
  });
  socket.pause();
  return socket;
}
