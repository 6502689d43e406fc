import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { FastifyInstance } from 'fastify';
import {
  getOperationAST,
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type ExecutionArgs,
} from 'graphql';
import type { Context, SubscribePayload } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { Config } from '../config/config';
import { runWithCorrelation } from '../context/correlation';
import { gauge } from '../observability/metrics';
import { Authenticator, type AuthenticatedViewer, type GraphqlContext } from './graphql-context';
import { formatError } from './graphql-errors';
import { graphqlLimits, MAX_FRAME_BYTES, MAX_TOKENS } from './graphql-limits';

const PATH = '/graphql';
const INIT_TIMEOUT_MS = 3_000;
const RECHECK_MS = 4_000;
const CLOSE_PATIENCE_MS = 1_000;
const SOCKETS_PER_MEMBER = 10;
/**
 * A message is sent when the one before it has left, so a client that does not read holds up only itself; one that
 * does not answer a ping within this time either is cut off, and resumes by its last seq.
 */
const KEEP_ALIVE_MS = 5_000;

interface SocketExtra extends Extra {
  viewer?: AuthenticatedViewer;
  [key: PropertyKey]: unknown;
}
type SocketContext = Context<Record<string, unknown>, SocketExtra>;

/**
 * Subscriptions over WebSocket. Queries and mutations are refused here; documents are held to the same rules as
 * over HTTP; the Origin is checked before the upgrade, the token at the handshake, the session every few seconds.
 */
@Injectable()
export class GraphqlSocket implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger(GraphqlSocket.name);
  private readonly sockets = new Map<WebSocket, SocketExtra>();
  private server?: WebSocketServer;
  private recheck?: NodeJS.Timeout;
  private dispose?: () => void | Promise<void>;

  constructor(
    private readonly http: HttpAdapterHost,
    private readonly schemaHost: GraphQLSchemaHost,
    private readonly config: Config,
    private readonly authenticator: Authenticator,
  ) {}

  onModuleInit(): void {
    // Before the HTTP server waits for its connections to end: a socket would never end by itself.
    (this.http.httpAdapter.getInstance() as FastifyInstance).addHook('preClose', () =>
      this.close(),
    );
  }

  onApplicationBootstrap(): void {
    const { sockets } = this;
    gauge('datacare_sockets', 'Open sockets', [], function () {
      this.set(sockets.size);
    });
    const limits = graphqlLimits({ allowIntrospection: false });
    this.server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
    const disposable = useServer<Record<string, unknown>, SocketExtra>(
      {
        schema: this.schemaHost.schema,
        connectionInitWaitTimeout: INIT_TIMEOUT_MS,
        onConnect: (context) => this.connect(context as SocketContext),
        onSubscribe: (context, _id, payload) =>
          this.prepare(context as SocketContext, payload, limits),
        onNext: (_context, _id, _payload, _args, result) =>
          result.errors
            ? {
                ...result,
                errors: result.errors.map((error) => formatError(error.toJSON(), error)) as never,
              }
            : result,
        onError: (_context, _id, _payload, errors) =>
          errors.map((error) => formatError(error.toJSON(), error)),
      },
      this.server,
      KEEP_ALIVE_MS,
    );
    this.dispose = () => disposable.dispose();
    (this.http.httpAdapter.getHttpServer() as Server).on('upgrade', this.upgrade);
    this.recheck = setInterval(() => void this.recheckSessions(), RECHECK_MS);
  }

  private async close(): Promise<void> {
    clearInterval(this.recheck);
    (this.http.httpAdapter.getHttpServer() as Server).off('upgrade', this.upgrade);
    for (const socket of this.sockets.keys()) socket.close(1001, 'Restarting');
    // A client that does not answer the close would hold up the end for half a minute.
    const impatience = setTimeout(() => {
      for (const socket of this.server?.clients ?? []) socket.terminate();
    }, CLOSE_PATIENCE_MS);
    await this.dispose?.();
    clearTimeout(impatience);
  }

  private readonly upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    const { origin } = request.headers;
    const refuse = (status: string) =>
      stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
    stream.on('error', () => stream.destroy());
    if (new URL(request.url ?? '/', 'http://socket').pathname !== PATH)
      return void refuse('404 Not Found');
    // Browsers always say where a page came from; a foreign page must not ride on somebody's login.
    if (origin && !this.config.allowedOrigins.includes(origin)) return void refuse('403 Forbidden');
    this.server!.handleUpgrade(request, stream, head, (socket) => {
      socket.on('error', () => undefined);
      socket.on('close', () => this.sockets.delete(socket));
      this.server!.emit('connection', socket, request);
    });
  };

  private async connect(context: SocketContext): Promise<boolean> {
    const authorization = context.connectionParams?.['authorization'];
    const token = typeof authorization === 'string' ? authorization.replace(/^Bearer\s+/i, '') : '';
    const viewer = token ? await this.authenticator.authenticate(token) : null;
    if (!viewer) return false;
    const own = [...this.sockets.values()].filter(
      (extra) => extra.viewer?.memberId === viewer.memberId,
    );
    if (own.length >= SOCKETS_PER_MEMBER) return false;
    context.extra.viewer = viewer;
    this.sockets.set(context.extra.socket, context.extra);
    return true;
  }

  private prepare(
    context: SocketContext,
    payload: SubscribePayload,
    limits: ReturnType<typeof graphqlLimits>,
  ): ExecutionArgs | readonly GraphQLError[] {
    const { schema } = this.schemaHost;
    let document;
    try {
      document = parse(payload.query, { maxTokens: MAX_TOKENS });
    } catch (error) {
      return [
        error instanceof GraphQLError ? error : new GraphQLError('The document cannot be read'),
      ];
    }
    const errors = validate(schema, document, [...specifiedRules, ...limits]);
    if (errors.length > 0) return errors;
    if (getOperationAST(document, payload.operationName)?.operation !== 'subscription') {
      return [
        new GraphQLError(
          'Only subscriptions go over the socket; send queries and mutations over HTTP.',
        ),
      ];
    }
    const { extra } = context;
    const contextValue: GraphqlContext = {
      get viewer() {
        return extra.viewer;
      },
      isSocket: true,
    };
    return {
      schema,
      document,
      contextValue,
      operationName: payload.operationName ?? null,
      variableValues: payload.variables ?? null,
    };
  }

  /** An ended session closes its sockets; a changed role or team holds from the next event. */
  private async recheckSessions(): Promise<void> {
    await runWithCorrelation(null, async () => {
      for (const [socket, extra] of this.sockets) {
        if (!extra.viewer) continue;
        try {
          const viewer = await this.authenticator.refresh(extra.viewer);
          if (viewer) extra.viewer = viewer;
          else socket.close(4401, 'The session has ended');
        } catch (error) {
          this.logger.warn(`A session could not be checked: ${String(error)}`);
        }
      }
    });
  }
}
