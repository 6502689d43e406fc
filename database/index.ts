export { entities } from './entities';
export { migrate } from './migrate';
export { migrationOptions } from './mikro-orm.config';
