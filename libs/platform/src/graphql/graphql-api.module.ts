import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Global, Module } from '@nestjs/common';
import { DiscoveryModule, MetadataScanner } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config';
import { LiveFeed } from '../live/live-feed';
import { LiveHints } from '../live/live-hints';
import type { GraphqlContext } from './graphql-context';
import { formatError } from './graphql-errors';
import { graphqlLimits, MAX_TOKENS } from './graphql-limits';
import { GraphqlSocket } from './graphql-socket';
import { OperationAudit } from './operation-audit';
import { refuseNul } from './refuse-nul';

/** GraphQL over HTTP and over the socket, with the same limits and the same gate. */
@Global()
@Module({
  imports: [
    DiscoveryModule,
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      inject: [Config],
      useFactory: (config: Config): ApolloDriverConfig => ({
        path: '/graphql',
        autoSchemaFile: true,
        sortSchema: true,
        graphiql: config.nodeEnv === 'development',
        introspection: config.nodeEnv !== 'production',
        hideSchemaDetailsFromClientErrors: config.nodeEnv === 'production',
        includeStacktraceInErrorResponses: false,
        csrfPrevention: true,
        cache: 'bounded',
        parseOptions: { maxTokens: MAX_TOKENS },
        validationRules: graphqlLimits({ allowIntrospection: config.nodeEnv !== 'production' }),
        formatError,
        plugins: [refuseNul],
        context: (request: FastifyRequest, reply: FastifyReply): GraphqlContext => ({
          request,
          reply,
          isSocket: false,
        }),
      }),
    }),
  ],
  providers: [GraphqlSocket, LiveFeed, LiveHints, OperationAudit, MetadataScanner],
  exports: [LiveFeed],
})
export class GraphqlApiModule {}
