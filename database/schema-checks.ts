import type { MikroORM } from '@mikro-orm/postgresql';
import { statements } from './scratch';

/** What would have to change for the database to be as the entities say; empty when it is. */
export async function drift(orm: MikroORM): Promise<string[]> {
  return statements(await orm.schema.getUpdateSchemaSQL({ wrap: false, safe: false })).filter(
    (statement) => !/"migration"/.test(statement),
  );
}

/** Takes every migration back, newest first, then runs them all again; each step must work by itself. */
export async function downAndUpAgain(orm: MikroORM): Promise<{ down: string[]; up: string[] }> {
  const executed = await orm.migrator.getExecuted();
  const down: string[] = [];
  for (let left = executed.length; left > 0; left--) {
    down.push(...(await orm.migrator.down()).map(({ name }) => name));
  }
  const up = (await orm.migrator.up()).map(({ name }) => name);
  return { down, up };
}
