import { nodeJest } from '../jest.base.mjs';

// The product is started before the journeys (tools/test/e2e.mjs), which tells them where it is: E2E_URL,
// E2E_SIMULATOR_URL, E2E_LOGINS and E2E_CHROMIUM.
export default nodeJest('e2e', {
  testMatch: ['<rootDir>/*.spec.ts'],
  testTimeout: 120_000,
});
