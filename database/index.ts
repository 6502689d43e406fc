export { entities } from './entities';
export { migrate } from './migrate';
export { migrationOptions } from './mikro-orm.config';
export { seed, type SeededLogin } from './seeds';
