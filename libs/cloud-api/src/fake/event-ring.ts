import type { IncomingMessage, ServerResponse } from 'node:http';

interface RingEvent {
  id: number;
  type: string;
  data: unknown;
}

const KEPT = 1000;
const MAX_BUFFERED = 1024 * 1024;

/** What happened lately, for pages that listen; a page that comes back gets what it missed. */
export class EventRing {
  private readonly kept: RingEvent[] = [];
  private readonly listeners = new Set<ServerResponse>();
  private counter = Date.now();
  private heartbeat: NodeJS.Timeout | undefined;

  emit(type: string, data: unknown): void {
    this.counter += 1;
    const event = { id: this.counter, type, data };
    this.kept.push(event);
    if (this.kept.length > KEPT) this.kept.shift();
    if (this.listeners.size === 0) return;
    const text = frame(event);
    for (const listener of this.listeners) {
      // A page that does not read is cut off; it comes back and catches up.
      if (listener.writableLength > MAX_BUFFERED) listener.destroy();
      else listener.write(text);
    }
  }

  listen(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const last = Number(request.headers['last-event-id'] ?? 0);
    const oldest = this.kept[0]?.id ?? this.counter + 1;
    if (last > 0 && last < oldest - 1)
      response.write(frame({ id: this.counter, type: 'reset', data: {} }));
    else if (last > 0)
      for (const event of this.kept) if (event.id > last) response.write(frame(event));
    response.write(`id: ${this.counter}\nevent: hello\ndata: {}\n\n`);
    this.listeners.add(response);
    this.heartbeat ??= setInterval(() => {
      for (const listener of this.listeners) listener.write(': still here\n\n');
    }, 15_000);
    response.on('close', () => {
      this.listeners.delete(response);
      if (this.listeners.size > 0) return;
      clearInterval(this.heartbeat);
      this.heartbeat = undefined;
    });
  }

  close(): void {
    clearInterval(this.heartbeat);
    for (const listener of this.listeners) listener.end();
    this.listeners.clear();
  }
}

const frame = ({ id, type, data }: RingEvent) =>
  `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
