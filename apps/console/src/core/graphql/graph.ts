import { Injectable, inject } from '@angular/core';
import { Observable } from 'rxjs';
import { AccessToken } from '../session/access-token';
import { type ErrorLine, faultOf, faultOfLine, faultOfStatus, toFault } from './fault';
import { GraphSocket } from './socket';
import type { TypedDocument } from './typed-document';

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly ErrorLine[];
}

type Variables = Record<string, unknown>;

const ANSWER_WITHIN_MS = 30_000;

function isAnswer(body: unknown): body is Answer {
  return typeof body === 'object' && body !== null && ('data' in body || 'errors' in body);
}

/**
 * The one door to the API: query, mutate, live. Rejects with a `Fault` only; refusals are part of the data.
 * Answers are not cached here: the stores are the one truth of the screen and the live feed keeps them so.
 */
@Injectable({ providedIn: 'root' })
export class Graph {
  private readonly token = inject(AccessToken);
  readonly socket = new GraphSocket(
    `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    this.token,
  );

  query<Data, Vars extends Variables>(
    document: TypedDocument<Data, Vars>,
    variables: Vars,
  ): Promise<Data> {
    return this.ask(document, variables);
  }

  /** `isAnonymous` is for operations of nobody: they carry no token and never cause a renewal. */
  mutate<Data, Vars extends Variables>(
    document: TypedDocument<Data, Vars>,
    variables: Vars,
    { isAnonymous = false }: { readonly isAnonymous?: boolean } = {},
  ): Promise<Data> {
    return isAnonymous
      ? this.post<Data>(document, variables, null).catch((error: unknown) =>
          Promise.reject(toFault(error)),
        )
      : this.ask(document, variables);
  }

  /** A subscription; it survives lost connections, but what passed meanwhile is for the caller to fetch. */
  live<Data, Vars extends Variables>(
    document: TypedDocument<Data, Vars>,
    variables: Vars,
  ): Observable<Data> {
    return new Observable((observer) =>
      this.socket.client.subscribe<Data>(
        { query: document, variables },
        {
          next: ({ data, errors }) => {
            if (data) observer.next(data);
            else observer.error(errors?.[0] ? faultOfLine(errors[0]) : faultOf('internal'));
          },
          error: (error) => observer.error(toFault(error)),
          complete: () => observer.complete(),
        },
      ),
    );
  }

  /** A token may be revoked before its time: renew and ask again, once. */
  private async ask<Data>(document: string, variables: Variables): Promise<Data> {
    try {
      const token = await this.token.fresh();
      try {
        return await this.post<Data>(document, variables, token);
      } catch (error) {
        if (toFault(error).kind !== 'unauthenticated') throw error;
        const renewed = await this.token.renew();
        if (!renewed) throw error;
        return await this.post<Data>(document, variables, renewed);
      }
    } catch (error) {
      throw toFault(error);
    }
  }

  private async post<Data>(
    document: string,
    variables: Variables,
    token: string | null,
  ): Promise<Data> {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json, application/json',
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query: document, variables }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const body: unknown = await response.json().catch(() => null);
    if (!isAnswer(body)) throw faultOfStatus(response.status, response.headers.get('x-request-id'));
    if (body.errors?.[0]) throw faultOfLine(body.errors[0]);
    if (!body.data) throw faultOf('internal');
    return body.data as Data;
  }
}
