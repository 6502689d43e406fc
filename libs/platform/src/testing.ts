export { eventually } from './testing/eventually';
export { testConfig } from './testing/test-config';
export { testDatabase, type TestDatabase } from './testing/test-database';
export { SocketClient, type SocketMessage } from './testing/socket-client';
