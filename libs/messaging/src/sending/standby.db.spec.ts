import { connect, Database } from '@datacare/platform';
import { testConfig } from '@datacare/platform/testing';
import { isTransient } from '../webhooks/transient';
import { testEntities } from '../testing/messaging-test';
import { sendingTest, type SendingTest } from '../testing/sending-test';
import { ClaimService } from './claim.service';

/** Another process whose sessions only read, as those of a standby. */
async function onStandby<T>(test: SendingTest, work: (db: Database) => Promise<T>): Promise<T> {
  const [row] = await test.rows<{ name: string }>('select current_database() as name');
  const only = `alter database "${row!.name}"`;
  const url = new URL(testConfig().databaseUrl);
  url.pathname = `/${row!.name}`;
  await test.rows(`${only} set default_transaction_read_only = on`);
  const orm = await connect({ databaseUrl: url.href, databasePool: 2 }, testEntities);
  try {
    return await work(new Database(orm));
  } finally {
    await orm.close();
    await test.rows(`${only} reset default_transaction_read_only`);
  }
}

describe('a worker that was pointed at a standby (F6)', () => {
  let test: SendingTest;
  beforeAll(async () => {
    test = await sendingTest();
  });
  afterAll(() => test.close());

  it('claims nothing, blames no message, and leaves all of it to the primary', async () => {
    const thread = await test.aThread();
    const { id } = await test.queue(thread.id);
    const options = { limit: 50, rate: 1, burst: 20, debtMs: 0 };
    const error = await onStandby(test, (db) =>
      new ClaimService(db).claim(test.channel.id, options).catch((thrown: unknown) => thrown),
    );
    expect(String(error)).toMatch(/read-only/);
    expect(isTransient(error)).toBe(true);
    expect(test.fake.ledger.total).toBe(0);
    const { rows } = await test.claims.claim(test.channel.id, options);
    expect(rows.map(({ messageId }) => messageId)).toEqual([id]);
  });
});
