import { nodeApp } from '../../tools/rolldown.node.mjs';

export default nodeApp(import.meta.dirname, { main: 'src/main.ts', migrate: 'src/migrate.ts' });
