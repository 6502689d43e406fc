import type { CloudApiClient } from '../client/cloud-api-client';
import type { FakeCloudApiOptions } from './options';
import type { FakeCloudApi } from './start';
import { openTestStand, phoneNumberId, text, until } from './test-stand';
import type { TestStand } from './test-stand';

let stand: TestStand;
let fake: FakeCloudApi;
let client: CloudApiClient;
let receiver: TestStand['receiver'];

async function start(options: Partial<FakeCloudApiOptions> = {}) {
  stand = await openTestStand(options);
  ({ fake, client, receiver } = stand);
}
const statusesOf = (wamid: string) => stand.statusesOf(wamid);

afterEach(() => stand.close());

describe('limits of the fake', () => {
  it('never lets more through in a second than the number may send', async () => {
    await start({
      numbers: [
        {
          phoneNumberId,
          displayPhoneNumber: '+254711000000',
          verifiedName: 'Duka',
          throughput: 20,
        },
      ],
    });
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        client.send(phoneNumberId, { to: `25470000${1000 + i}`, content: text('x') }),
      ),
    );
    const refused = outcomes.filter((outcome) => outcome.kind === 'retry');
    expect(refused.length).toBeGreaterThanOrEqual(20);
    expect(refused[0]).toMatchObject({ scope: 'number', error: { code: 130429 } });
    const [number] = fake.control.state().numbers;
    expect(number!.maxPerSecond.accepted).toBe(20);
    expect(number!.maxPerSecond.tried).toBeGreaterThanOrEqual(40);
  });

  it('refuses the forty-sixth message of a burst to one customer, and only to that one', async () => {
    await start();
    fake.control.settings({ throughput: { [phoneNumberId]: 1000 } });
    const sends = [];
    for (let i = 0; i < 46; i += 1)
      sends.push(await client.send(phoneNumberId, { to: '254722111222', content: text('x') }));
    expect(sends.slice(0, 45).every((outcome) => outcome.kind === 'accepted')).toBe(true);
    expect(sends[45]).toMatchObject({
      kind: 'retry',
      scope: 'pair',
      afterMs: 6000,
      error: { code: 131056 },
    });
    expect(
      await client.send(phoneNumberId, { to: '254722111223', content: text('x') }),
    ).toMatchObject({ kind: 'accepted' });
  });

  it.each([
    [{ onWhatsApp: false }, 131026],
    [{ failCode: 130472 }, 130472],
  ])('fails later for a customer with %j', async (trait, code) => {
    await start({ customers: [{ phone: '254722111222', ...trait }] });
    const { wamid } = (await client.send(phoneNumberId, {
      to: '254722111222',
      content: text('x'),
    })) as { wamid: string };
    await until(() => statusesOf(wamid).includes('failed'));
    expect(receiver.items.find((item) => item.kind === 'status')).toMatchObject({
      errors: [{ code }],
    });
  });

  it('charges service messages once the free ones of the month are used', async () => {
    await start({ freeServiceMessages: 1 });
    fake.control.inbound({ from: { phone: '254722111222' }, content: text('Hi') });
    for (let i = 0; i < 2; i += 1) {
      const { wamid } = (await client.send(phoneNumberId, {
        to: '254722111222',
        content: text('x'),
      })) as { wamid: string };
      await until(() => statusesOf(wamid).includes('sent'));
    }
    const prices = receiver.items.flatMap((item) =>
      item.kind === 'status' && item.pricing ? [item.pricing.type] : [],
    );
    expect(prices).toEqual(['free_customer_service', 'regular']);
  });
});

describe('templates of the fake', () => {
  const order = {
    name: 'order_update',
    language: 'en',
    category: 'UTILITY' as const,
    parameterFormat: 'NAMED' as const,
    components: [
      { type: 'BODY', text: 'Hello {{name}}, your order {{order}} is on its way to you.' },
    ],
  };
  const named = (...names: string[]) => [
    {
      type: 'body' as const,
      parameters: names.map((name) => ({ type: 'text' as const, text: 'x', parameter_name: name })),
    },
  ];
  const send = (components?: ReturnType<typeof named>, name = 'order_update') =>
    client.send(phoneNumberId, {
      to: '254722111222',
      content: {
        type: 'template',
        template: { name, language: { code: 'en' }, ...(components ? { components } : {}) },
      },
    });

  it('sends an approved one outside the window and refuses what does not fit', async () => {
    await start({ templates: [order] });
    expect(await send(named('name', 'order'))).toMatchObject({
      kind: 'accepted',
      messageStatus: 'accepted',
    });
    expect(await send(named('name'))).toMatchObject({ kind: 'rejected', error: { code: 132000 } });
    expect(await send(named('name', 'wrong'))).toMatchObject({
      kind: 'rejected',
      error: { code: 132012 },
    });
    expect(await send(undefined, 'unknown')).toMatchObject({
      kind: 'rejected',
      error: { code: 132001, httpStatus: 404 },
    });
    fake.control.template({ action: 'pause', name: 'order_update' });
    expect(await send(named('name', 'order'))).toMatchObject({
      kind: 'retry',
      error: { code: 132015 },
    });
    await until(() =>
      receiver.items.some((item) => item.kind === 'template_status' && item.event === 'PAUSED'),
    );
    fake.control.moveTime(4 * 3600_000);
    expect(await send(named('name', 'order'))).toMatchObject({ kind: 'accepted' });
  });

  it('lists them page by page', async () => {
    await start({ templates: [order, { ...order, language: 'sw' }, { ...order, name: 'other' }] });
    const first = await client.listTemplates('900', { limit: 2 });
    expect(first.templates.map((template) => template.language)).toEqual(['en', 'sw']);
    const second = await client.listTemplates('900', { limit: 2, after: first.after! });
    expect(second).toMatchObject({
      templates: [{ name: 'other', parameter_format: 'NAMED', status: 'APPROVED' }],
    });
    expect(second.after).toBeUndefined();
  });

  it('keeps marketing from a customer who stopped it', async () => {
    await start({
      templates: [{ ...order, category: 'MARKETING' }],
      customers: [{ id: 'c', phone: '254722111222' }],
    });
    fake.control.customer({ id: 'c', optedOut: true });
    await until(() =>
      receiver.items.some((item) => item.kind === 'user_preferences' && item.value === 'stop'),
    );
    const { wamid } = (await send(named('name', 'order'))) as { wamid: string };
    await until(() => statusesOf(wamid).includes('failed'));
    expect(receiver.items.find((item) => item.kind === 'status')).toMatchObject({
      errors: [{ code: 131050 }],
    });
  });
});
