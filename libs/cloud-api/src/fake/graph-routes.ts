import type { IncomingMessage, ServerResponse } from 'node:http';
import { AccountRoutes } from './account-routes';
import { GraphError, parseJson, readBody, sendGraphError, sendJson } from './http';
import { MediaRoutes } from './media-routes';
import { Messages } from './send';
import type { Statuses } from './statuses';
import type { World } from './world';

const versioned = /^\/v\d+\.\d+\/(.+)$/;

/** What a request asks for, once version and query are off. */
export interface GraphRequest {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
  node: string;
  edge: string | undefined;
  query: URLSearchParams;
  body: Buffer;
}

/** The Graph API's paths, of any version, with the faults that strike them. */
export class GraphRoutes {
  private readonly messages: Messages;
  private readonly media: MediaRoutes;
  private readonly account: AccountRoutes;
  private readonly bearer: string;

  constructor(
    private readonly world: World,
    statuses: Statuses,
  ) {
    this.messages = new Messages(world, statuses);
    this.media = new MediaRoutes(world);
    this.account = new AccountRoutes(world);
    this.bearer = `Bearer ${world.options.accessToken}`;
  }

  /** False when the path is not one of the Graph API's. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const url = request.url ?? '/';
    const cut = url.indexOf('?');
    const path = cut < 0 ? url : url.slice(0, cut);
    if (path === '/whatsapp_business/attachments/') {
      this.media.download(
        response,
        new URLSearchParams(url.slice(cut + 1)),
        this.isAuthorized(request),
      );
      return true;
    }
    const rest = versioned.exec(path)?.[1];
    if (rest === undefined) return false;
    const [node = '', edge] = rest.split('/');
    const query = new URLSearchParams(cut < 0 ? '' : url.slice(cut + 1));
    void this.answer({
      request,
      response,
      method: request.method ?? 'GET',
      node: decodeURIComponent(node),
      edge,
      query,
      body: Buffer.alloc(0),
    });
    return true;
  }

  private isAuthorized(request: IncomingMessage): boolean {
    const { authorization } = request.headers;
    const isKnown =
      authorization === this.bearer || authorization === this.bearer.replace('Bearer', 'OAuth');
    return isKnown && !this.world.faults.state.tokenExpired;
  }

  private async answer(graph: GraphRequest): Promise<void> {
    const { request, response } = graph;
    const { faults } = this.world;
    const isMessages = graph.edge === 'messages' || graph.edge === 'marketing_messages';
    const { endpoints } = faults.state;
    const isStruck =
      endpoints === 'all' ||
      (endpoints === 'messages'
        ? isMessages
        : !isMessages && (graph.edge === 'media' || !graph.edge));
    try {
      if (isStruck && faults.happens(faults.state.resetBeforeReading)) {
        request.socket.resetAndDestroy();
        return;
      }
      if (request.method !== 'GET') graph.body = await readBody(request);
      if (isStruck) {
        if (faults.happens(faults.state.hang)) return;
        if (faults.state.latencyMs > 0) await this.pause(faults.state.latencyMs);
        if (this.strike(response)) return;
      }
      if (!this.isAuthorized(request)) throw this.unauthorized(request);
      await this.route(graph, isMessages);
    } catch (error) {
      if (response.headersSent || response.destroyed) return;
      const known =
        error instanceof GraphError
          ? error
          : new GraphError(131000, 500, '(#131000) Something went wrong', String(error));
      const { refused } = this.world.ledger;
      if (isMessages) refused[known.code] = (refused[known.code] ?? 0) + 1;
      sendGraphError(response, known);
    }
  }

  private async route(graph: GraphRequest, isMessages: boolean): Promise<void> {
    const { world } = this;
    const { method, node, edge, response } = graph;
    const number = world.numbers.get(node);
    if (isMessages && method === 'POST') {
      if (!number) throw new GraphError(33, 400, `Object with ID '${node}' does not exist`);
      if (!number.registered)
        throw new GraphError(133010, 400, '(#133010) Phone number not registered');
      this.messages.handle(
        graph.request,
        response,
        number,
        parseJson(graph.body),
        edge === 'marketing_messages',
      );
      return;
    }
    const answer = (await this.media.route(graph, number)) ?? this.account.route(graph, number);
    if (answer === undefined)
      throw new GraphError(
        100,
        400,
        `Unsupported ${method.toLowerCase()} request. Object with ID '${node}' does not exist`,
      );
    sendJson(response, 200, answer, {
      'x-app-usage': '{"call_count":1,"total_cputime":1,"total_time":1}',
    });
  }

  private unauthorized({ headers }: IncomingMessage): GraphError {
    const details = headers.authorization
      ? 'Error validating access token: Session has expired'
      : 'An access token is required to request this resource.';
    return new GraphError(190, 401, details);
  }

  private strike(response: ServerResponse): boolean {
    const { faults, options, ledger } = this.world;
    const { failures, rateLimitedUntil, rateLimitCode } = faults.state;
    if (rateLimitedUntil > Date.now()) {
      const minutes = Math.max(1, Math.ceil((rateLimitedUntil - Date.now()) / 60_000));
      const usage = {
        call_count: 100,
        total_cputime: 25,
        total_time: 25,
        type: 'whatsapp',
        estimated_time_to_regain_access: minutes,
      };
      ledger.refused[rateLimitCode] = (ledger.refused[rateLimitCode] ?? 0) + 1;
      sendGraphError(
        response,
        new GraphError(
          rateLimitCode,
          rateLimitCode === 130429 ? 429 : 400,
          `(#${rateLimitCode}) Rate limit hit`,
        ),
        {
          ...(rateLimitCode === 130429
            ? {}
            : { 'x-business-use-case-usage': JSON.stringify({ [options.wabaId]: [usage] }) }),
          'x-app-usage': '{"call_count":100,"total_cputime":25,"total_time":25}',
        },
      );
      return true;
    }
    if (!faults.happens(failures)) return false;
    if (!failures.graphBody) {
      response
        .writeHead(failures.httpStatus, { 'content-type': 'text/html' })
        .end('<html>Sorry, something went wrong.</html>');
      return true;
    }
    throw new GraphError(
      failures.code,
      failures.httpStatus,
      failures.message ?? `(#${failures.code}) Injected failure`,
    );
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.world.timeline.after(ms, resolve));
  }
}
