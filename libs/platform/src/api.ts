export * from './graphql/connection';
export { GraphqlApiModule } from './graphql/graphql-api.module';
export {
  Authenticator,
  type AuthenticatedViewer,
  type GraphqlContext,
} from './graphql/graphql-context';
export { groupsInOrder, inOrder, loaderOf } from './graphql/loaders';
export { Allow, PERMISSION, Public, PUBLIC } from './graphql/operation-access';
export { Refuses, resultUnion } from './graphql/refuses';
export { JsonScalar, jsonScalar } from './graphql/scalars';
export { createApiApp } from './http/create-api-app';
export { LiveFeed, type MissedEvents } from './live/live-feed';
export { StartAnew } from './live/live-subscription';
