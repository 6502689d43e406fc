import { once } from 'node:events';
import { WebSocket } from 'ws';

export interface SocketMessage {
  type: string;
  id?: string;
  payload?: unknown;
}

/** A raw client of the graphql-transport-ws protocol: it sends whatever it is told to. */
export class SocketClient {
  readonly received: SocketMessage[] = [];
  closed?: { code: number; reason: string };

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => this.received.push(JSON.parse(String(data)) as SocketMessage));
    socket.on('close', (code, reason) => (this.closed = { code, reason: String(reason) }));
    socket.on('error', () => undefined);
  }

  /** Rejects when the upgrade is refused. */
  static async open(url: string, headers: Record<string, string> = {}): Promise<SocketClient> {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws', { headers });
    const client = new SocketClient(socket);
    await once(socket, 'open');
    return client;
  }

  send(message: SocketMessage | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** The handshake, with or without a token. */
  init(accessToken?: string): void {
    this.send({
      type: 'connection_init',
      payload: accessToken ? { authorization: `Bearer ${accessToken}` } : {},
    });
  }

  subscribe(id: string, query: string, variables: Record<string, unknown> = {}): void {
    this.send({ type: 'subscribe', id, payload: { query, variables } });
  }

  of(type: string): SocketMessage[] {
    return this.received.filter((message) => message.type === type);
  }

  close(): void {
    this.socket.terminate();
  }
}
