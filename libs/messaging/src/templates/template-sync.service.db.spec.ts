import { sendingTest, type SendingTest } from '../testing/sending-test';
import { TemplateSync } from './template-sync.service';

let test: SendingTest;
beforeAll(async () => {
  test = await sendingTest({
    templates: [
      {
        name: 'order_ready',
        language: 'en',
        category: 'UTILITY',
        components: [{ type: 'BODY', text: 'Ready.' }],
      },
      {
        name: 'sale',
        language: 'en',
        category: 'MARKETING',
        components: [{ type: 'BODY', text: 'Sale.' }],
      },
    ] as never,
  });
});
afterAll(() => test.close());

const sync = () => test.get(TemplateSync).sync(test.channel.businessAccountId);
const stored = () =>
  test.rows(
    'select name, status, category, removed_at is not null as is_removed from template order by name',
  );

describe('reading templates', () => {
  it('stores what the account lists, and changes nothing when asked again', async () => {
    await sync();
    const first = await stored();
    expect(first).toMatchObject([
      { name: 'order_ready', category: 'UTILITY', is_removed: false },
      { name: 'sale', category: 'MARKETING', is_removed: false },
    ]);
    await sync();
    expect(await stored()).toEqual(first);
  });

  it('follows changes of status and marks what is gone', async () => {
    test.fake.control.template({ action: 'pause', name: 'order_ready' });
    test.fake.control.template({ action: 'delete', name: 'sale' });
    await sync();
    expect(await stored()).toMatchObject([
      { name: 'order_ready', status: 'PAUSED', is_removed: false },
      { name: 'sale', is_removed: true },
    ]);
  });

  it('keeps what it knows when WhatsApp does not answer', async () => {
    test.fake.control.faults({ endpoints: 'all', failures: { next: 1, httpStatus: 500, code: 2 } });
    await expect(sync()).rejects.toThrow();
    expect(await stored()).toHaveLength(2);
  });
});
