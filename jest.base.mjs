// Jest 30 in native ESM: run with NODE_OPTIONS=--experimental-vm-modules (each test target sets it).

const swc = {
  swcrc: false,
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: false,
    },
    target: 'es2023',
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/**
 * The Jest configuration every Node project shares; `overrides` replaces single fields, for example
 * `{ testMatch }` where the sources do not live in `src/`, or `{ globalSetup }` where a suite needs services.
 */
export const nodeJest = (displayName, overrides = {}) => ({
  displayName,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  testTimeout: 30_000,
  ...overrides,
});
