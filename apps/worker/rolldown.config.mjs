import { nodeApp } from '../../tools/rolldown.node.mjs';

export default nodeApp(import.meta.dirname);
