import { nodeJest } from '../jest.base.mjs';

export default nodeJest('database', { testMatch: ['<rootDir>/**/*.spec.ts'] });
