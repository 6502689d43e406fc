import { nodeJest } from '../../jest.base.mjs';

export default nodeJest('simulator');
