import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { FakeControl } from './control';
import type { FaultsPatch } from './faults';
import { GraphError, parseJson, readBody, sendJson } from './http';
import type { InboundRequest } from './inbound';
import type { TemplateAction } from './control';
import type { NewCustomer } from './customers';
import type { World } from './world';

const statusSchema = z.object({
  wamid: z.string(),
  status: z.enum(['sent', 'delivered', 'read', 'played', 'failed']),
  code: z.int().optional(),
});
const timeSchema = z
  .object({ moveMs: z.number(), moveHours: z.number() })
  .partial()
  .refine((move) => move.moveMs !== undefined || move.moveHours !== undefined, {
    error: 'give moveMs or moveHours',
  });
const openSchema = z.object({ customerId: z.string(), phoneNumberId: z.string().optional() });
const numberSchema = z.object({ phone: z.string().regex(/^\+?[\d ()-]{5,24}$/) });
const noticeSchema = z.object({
  field: z.string().min(1),
  value: z.record(z.string(), z.unknown()),
});

const HOUR = 60 * 60 * 1000;
const MAX_LEDGER_PAGE = 10_000;

/** The control over HTTP, under `/control/`. */
export class ControlRoutes {
  constructor(
    private readonly world: World,
    private readonly control: FakeControl,
  ) {}

  /** False when the path is not the control's. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    if (!request.url?.startsWith('/control/')) return false;
    const url = new URL(request.url, 'http://control');
    if (url.pathname === '/control/events') this.world.events.listen(request, response);
    else void this.answer(request, response, url);
    return true;
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<void> {
    try {
      // A page of another site can post a form to us, but not with this type.
      const type = request.headers['content-type'] ?? '';
      const body = request.method === 'GET' ? Buffer.alloc(0) : await readBody(request);
      const path = url.pathname.slice('/control/'.length);
      if (
        request.method === 'POST' &&
        path !== 'media' &&
        body.length > 0 &&
        !type.startsWith('application/json')
      )
        throw new GraphError(100, 415, 'Send application/json');
      if (request.method === 'POST' && isForeign(request))
        throw new GraphError(100, 403, 'Requests of other sites are refused');
      if (request.method === 'GET' && path.startsWith('media/'))
        this.sendMedia(response, path.slice('media/'.length));
      else
        sendJson(
          response,
          200,
          this.route(`${request.method} ${path}`, url.searchParams, body, request) ?? { ok: true },
        );
    } catch (error) {
      const [status, message] =
        error instanceof GraphError
          ? [error.httpStatus, error.details ?? error.message]
          : error instanceof z.ZodError
            ? [400, z.prettifyError(error)]
            : [500, String(error)];
      if (!response.headersSent) sendJson(response, status, { error: message });
    }
  }

  private route(
    key: string,
    query: URLSearchParams,
    body: Buffer,
    request: IncomingMessage,
  ): unknown {
    const { control, world } = this;
    switch (key) {
      case 'GET state':
        return control.state();
      case 'GET ledger':
        return this.ledger(query);
      case 'GET conversation':
        return { entries: control.conversation(query.get('customer') ?? '') };
      case 'POST inbound':
        return control.inbound(parseJson(body) as unknown as InboundRequest);
      case 'POST customers':
        return control.customer(parseJson(body) as NewCustomer);
      case 'POST customers/number':
        return control.changeNumber(
          query.get('customer') ?? '',
          numberSchema.parse(parseJson(body)).phone,
        );
      case 'POST media':
        return this.storeMedia(body, request);
      case 'POST read': {
        const { customerId, phoneNumberId } = openSchema.parse(parseJson(body));
        return { read: control.open(customerId, phoneNumberId) };
      }
      case 'POST status': {
        const { wamid, status, code } = statusSchema.parse(parseJson(body));
        return control.status(wamid, status, code);
      }
      case 'POST faults':
        return control.faults(parseJson(body) as FaultsPatch);
      case 'POST settings':
        control.settings(parseJson(body));
        return { statuses: world.statuses, enforce: world.enforce };
      case 'POST time': {
        const { moveMs = 0, moveHours = 0 } = timeSchema.parse(parseJson(body));
        return { offsetMs: control.moveTime(moveMs + moveHours * HOUR), now: world.clock.now() };
      }
      case 'POST templates':
        return control.template(parseJson(body) as TemplateAction);
      case 'POST notice': {
        const { field, value } = noticeSchema.parse(parseJson(body));
        return control.notice(field, value);
      }
      case 'POST reset':
        return control.reset();
      default:
        throw new GraphError(100, 404, `There is no ${key}`);
    }
  }

  private ledger(query: URLSearchParams) {
    const { ledger } = this.world;
    const opaque = query.get('opaque');
    const from = Number(query.get('from') ?? 0) || 0;
    const limit = Math.min(Number(query.get('limit') ?? 1000) || 1000, MAX_LEDGER_PAGE);
    const entries = opaque ? ledger.byOpaque(opaque) : ledger.entries.slice(from, from + limit);
    return { ...ledger.summary(), entries, doubledOpaques: ledger.doubled().slice(0, 100) };
  }

  private storeMedia(body: Buffer, request: IncomingMessage) {
    if (body.length === 0) throw new GraphError(100, 400, 'The file is empty');
    const name = request.headers['x-filename'];
    const mimeType = request.headers['content-type'] ?? 'application/octet-stream';
    const filename = typeof name === 'string' ? decodeURIComponent(name) : undefined;
    const media = this.world.media.add(body, mimeType, { filename, days: 7 });
    return {
      id: media.id,
      mimeType: media.mimeType,
      filename: media.filename,
      size: media.data.length,
    };
  }

  private sendMedia(response: ServerResponse, id: string): void {
    const media = this.world.media.get(id);
    if (!media) throw new GraphError(100, 404, 'There is no such file');
    // Shown inside the phone page, so a customer's HTML or SVG must not run there.
    response.writeHead(200, {
      'content-type': media.mimeType,
      'content-length': media.data.length,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
    });
    response.end(media.data);
  }
}

function isForeign({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  return origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`;
}
