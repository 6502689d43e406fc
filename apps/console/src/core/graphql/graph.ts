import { Injectable, inject } from '@angular/core';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { InMemoryCache } from '@apollo/client/cache';
import { ApolloClient } from '@apollo/client/core';
import { ApolloLink } from '@apollo/client/link';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { HttpLink } from '@apollo/client/link/http';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { type Observable, catchError, from, map, switchMap, throwError } from 'rxjs';
import { AccessToken } from '../session/access-token';
import { Fault, toFault } from './fault';
import { GraphSocket } from './socket';

type Variables = Record<string, unknown>;

/** Operations of nobody: they carry no token and never cause a renewal. */
const anonymous = { isAnonymous: true };

/**
 * The one door to the API: query, mutate, live. Rejects with a `Fault` only; refusals are part of the data.
 * Answers are not cached: the stores are the one truth of the screen and the live feed keeps them so.
 */
@Injectable({ providedIn: 'root' })
export class Graph {
  private readonly token = inject(AccessToken);
  readonly socket = new GraphSocket(
    `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    this.token,
  );
  private readonly client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(this.socket.client),
      ApolloLink.from([this.renewOnce(), this.authorize(), new HttpLink({ uri: '/graphql' })]),
    ),
    defaultOptions: {
      query: { fetchPolicy: 'no-cache' },
      mutate: { fetchPolicy: 'no-cache' },
    },
  });

  async query<Data, Vars extends Variables>(
    document: TypedDocumentNode<Data, Vars>,
    variables: Vars,
  ): Promise<Data> {
    try {
      const { data } = await this.client.query<Data, Variables>({ query: document, variables });
      if (data === undefined) throw new Fault('internal', 'The server answered with nothing.');
      return data as Data;
    } catch (error) {
      throw toFault(error);
    }
  }

  async mutate<Data, Vars extends Variables>(
    document: TypedDocumentNode<Data, Vars>,
    variables: Vars,
    options: { readonly isAnonymous?: boolean } = {},
  ): Promise<Data> {
    try {
      const { data } = await this.client.mutate<Data, Variables>({
        mutation: document,
        variables,
        context: options.isAnonymous ? anonymous : {},
      });
      if (!data) throw new Fault('internal', 'The server answered with nothing.');
      return data as Data;
    } catch (error) {
      throw toFault(error);
    }
  }

  /** A subscription; it survives lost connections, but what passed meanwhile is for the caller to fetch. */
  live<Data, Vars extends Variables>(
    document: TypedDocumentNode<Data, Vars>,
    variables: Vars,
  ): Observable<Data> {
    return this.client
      .subscribe<Data, Variables>({ query: document, variables, fetchPolicy: 'no-cache' })
      .pipe(
        map(({ data, error }) => {
          if (error || !data) throw toFault(error);
          return data as Data;
        }),
      );
  }

  private authorize(): ApolloLink {
    return new SetContextLink(async (context) => {
      if (context['isAnonymous']) return {};
      const token = await this.token.fresh();
      return token ? { headers: { authorization: `Bearer ${token}` } } : {};
    });
  }

  /** A token may be revoked before its time: renew and repeat, once. */
  private renewOnce(): ApolloLink {
    return new ErrorLink(({ error, operation, forward }) => {
      const context = operation.getContext();
      if (context['isAnonymous'] || context['isRepeated']) return;
      if (toFault(error).kind !== 'unauthenticated') return;
      operation.setContext({ isRepeated: true });
      return from(this.token.renew()).pipe(
        catchError(() => throwError(() => error)),
        switchMap((token) => (token ? forward(operation) : throwError(() => error))),
      );
    });
  }
}
