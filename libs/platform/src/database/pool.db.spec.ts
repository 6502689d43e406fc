import { platformEntities } from '../platform-entities';
import { testConfig } from '../testing/test-config';
import { Database } from './database';
import { connect } from './orm';
import { query } from './query';

const PLACES = 2;
const kill = 'select pg_terminate_backend($1)';

describe('the connection pool', () => {
  const config = { databaseUrl: testConfig().databaseUrl, databasePool: PLACES };

  it.each(['in the middle of a transaction', 'before the commit'])(
    'goes on after more connections than it has places died %s',
    async (moment) => {
      const orm = await connect(config, platformEntities);
      const other = await connect(config, platformEntities);
      const db = new Database(orm);
      const killer = new Database(other);
      try {
        for (let death = 0; death <= PLACES; death++) {
          const dying = db.transaction(async (em) => {
            const [row] = await query<{ pid: number }>(em, 'select pg_backend_pid() as pid');
            await query(killer.em(), kill, [row!.pid]);
            if (moment !== 'before the commit') await query(em, 'select 1');
          });
          await expect(dying).rejects.toThrow();
        }
        expect(await query(db.em(), 'select 1 as one')).toEqual([{ one: 1 }]);
        expect(await db.transaction((em) => query(em, 'select 2 as two'))).toEqual([{ two: 2 }]);
      } finally {
        await orm.close(true);
        await other.close(true);
      }
    },
  );
});
