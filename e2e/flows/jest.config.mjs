import { nodeJest } from '../../jest.base.mjs';

// Real processes, databases and sockets: one file after the other, so that each has the machine to itself.
export default nodeJest('flows', {
  testMatch: ['<rootDir>/*.flow.spec.ts'],
  globalSetup: '<rootDir>/harness/global-setup.mjs',
  globalTeardown: '<rootDir>/harness/global-teardown.mjs',
  maxWorkers: 1,
  testTimeout: 180_000,
  // Connections that were cut on purpose may linger; nothing of worth does.
  forceExit: true,
});
