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

describe('a chat through the fake', () => {
  it('brings a customer in by a signed webhook and carries the answer to read', async () => {
    await start();
    const { wamid } = fake.control.inbound({
      from: { phone: '254722111222', name: 'Asha Ñ/é' },
      content: text('Habari'),
    });
    await until(() => receiver.items.length === 1);
    expect(receiver.posts[0]!.isSigned).toBe(true);
    expect(receiver.posts[0]!.body).toContain('\\u00d1\\/');
    expect(receiver.items[0]).toMatchObject({
      kind: 'message',
      wamid,
      from: { waId: '254722111222', profileName: 'Asha Ñ/é' },
      content: text('Habari'),
    });
    const sent = await client.send(phoneNumberId, {
      to: '+254722111222',
      content: text('Karibu'),
      opaque: 'op-1',
      replyToWamid: wamid,
    });
    expect(sent).toMatchObject({ kind: 'accepted', waId: '254722111222' });
    const { wamid: out } = sent as { wamid: string };
    await until(() => statusesOf(out).length === 3);
    expect(statusesOf(out)).toEqual(['sent', 'delivered', 'read']);
    expect(fake.ledger.byOpaque('op-1')).toMatchObject([
      { wamid: out, replyTo: wamid, content: text('Karibu') },
    ]);
    const first = receiver.items.find((item) => item.kind === 'status');
    expect(first).toMatchObject({
      opaque: 'op-1',
      pricing: { type: 'free_customer_service', category: 'service' },
    });
  });

  it('knows a customer by username alone', async () => {
    await start({ customers: [{ name: 'Juma', username: 'juma.k' }] });
    fake.control.inbound({ from: { username: 'juma.k' }, content: text('Hi') });
    await until(() => receiver.items.length === 1);
    const [item] = receiver.items;
    expect(item).toMatchObject({ kind: 'message', from: { username: 'juma.k' } });
    if (item?.kind !== 'message') throw new Error('not a message');
    expect(item.from.waId).toBeUndefined();
    const sent = await client.send(phoneNumberId, {
      recipient: item.from.userId!,
      content: text('Hello'),
    });
    expect(sent).toMatchObject({ kind: 'accepted', userId: item.from.userId });
  });

  it('fails a free-form message outside the window later, and lets a message in again open it', async () => {
    await start();
    const closed = await client.send(phoneNumberId, {
      to: '254722111222',
      content: text('Hello?'),
    });
    const { wamid } = closed as { wamid: string };
    await until(() => statusesOf(wamid).length === 1);
    const failed = receiver.items.find((item) => item.kind === 'status');
    expect(failed).toMatchObject({ status: 'failed', errors: [{ code: 131047 }] });
    fake.control.inbound({ from: { phone: '254722111222' }, content: text('Yes') });
    const open = (await client.send(phoneNumberId, {
      to: '254722111222',
      content: text('Hello'),
    })) as { wamid: string };
    await until(() => statusesOf(open.wamid).includes('sent'));
    fake.control.moveTime(25 * 3600_000);
    const late = (await client.send(phoneNumberId, {
      to: '254722111222',
      content: text('Still there?'),
    })) as { wamid: string };
    await until(() => statusesOf(late.wamid).includes('failed'));
  });

  it('says when a customer changes the number, with the old and the new id', async () => {
    await start();
    const { customer } = fake.control.inbound({
      from: { phone: '254722111222' },
      content: text('Hi'),
    });
    const moved = fake.control.changeNumber(customer.id, '254733999888');
    await until(() => receiver.items.length === 3);
    expect(receiver.items.find((item) => item.kind === 'system')).toMatchObject({
      change: 'number',
      from: { waId: '254722111222' },
      newWaId: '254733999888',
    });
    expect(receiver.items.find((item) => item.kind === 'user_id_update')).toMatchObject({
      previousUserId: customer.userId,
      userId: moved.userId,
    });
  });

  it('serves media with a link that lives five minutes', async () => {
    await start();
    const { id } = await client.uploadMedia(phoneNumberId, {
      data: new Blob([new Uint8Array([1, 2, 3])]),
      mimeType: 'image/png',
      filename: 'a.png',
    });
    const info = await client.mediaInfo(id);
    expect(info).toMatchObject({ id, mime_type: 'image/png', file_size: 3 });
    const { stream, mimeType, size } = await client.downloadMedia(info.url);
    expect({ mimeType, size, bytes: Buffer.concat(await stream.toArray()) }).toEqual({
      mimeType: 'image/png',
      size: 3,
      bytes: Buffer.from([1, 2, 3]),
    });
    fake.control.moveTime(6 * 60_000);
    await expect(client.downloadMedia(info.url)).rejects.toMatchObject({
      kind: 'rejected',
      status: 404,
    });
    await client.deleteMedia(id);
    await expect(client.mediaInfo(id)).rejects.toMatchObject({ kind: 'rejected' });
  });
});

describe('webhooks of the fake', () => {
  it('repeats a refused webhook until it is answered with 200', async () => {
    await start();
    receiver.answers.status = 500;
    fake.control.inbound({ from: { phone: '254700000001' }, content: text('Hi') });
    await until(() => receiver.posts.length >= 3);
    receiver.answers.status = 200;
    await fake.control.webhooksSettled();
    expect(receiver.items).toHaveLength(1);
    expect(new Set(receiver.posts.map((post) => post.body)).size).toBe(1);
  });

  it('duplicates, shuffles and drops by switch', async () => {
    await start();
    fake.control.faults({ webhooks: { duplicates: 4, shuffle: true } });
    fake.control.inbound({ from: { phone: '254700000001' }, content: text('Hi') });
    await fake.control.webhooksSettled();
    expect(receiver.items).toHaveLength(5);
    fake.control.faults({ webhooks: { dropPercent: 100 } });
    fake.control.inbound({ from: { phone: '254700000001' }, content: text('Lost') });
    await fake.control.webhooksSettled();
    expect(receiver.items).toHaveLength(5);
  });

  it('holds webhooks back while paused and batches them afterwards', async () => {
    await start();
    fake.control.faults({ webhooks: { paused: true } });
    for (let i = 0; i < 30; i += 1)
      fake.control.inbound({ from: { phone: `2547000000${i + 10}` }, content: text('Hi') });
    expect(receiver.posts).toHaveLength(0);
    fake.control.faults({ webhooks: { paused: false } });
    await fake.control.webhooksSettled();
    expect(receiver.items).toHaveLength(30);
    expect(receiver.posts.length).toBeLessThan(5);
  });
});

describe('account calls against the fake', () => {
  it('answers number, profile, subscription, health and block list', async () => {
    await start();
    expect(await client.phoneNumber(phoneNumberId)).toMatchObject({
      verified_name: 'Duka',
      throughput: 'STANDARD',
      quality_rating: 'GREEN',
    });
    expect(await client.listPhoneNumbers('900')).toHaveLength(1);
    await client.updateProfile(phoneNumberId, { about: 'Open from 8 to 6' });
    expect(await client.profile(phoneNumberId)).toMatchObject({ about: 'Open from 8 to 6' });
    expect(await client.subscribedApps('900')).toHaveLength(1);
    await client.subscribeApp('900');
    expect(await client.health(phoneNumberId)).toMatchObject({ can_send_message: 'AVAILABLE' });
    const { wamid } = fake.control.inbound({
      from: { phone: '254722111222' },
      content: text('Hi'),
    });
    await client.markRead(phoneNumberId, wamid, { typing: true });
    expect(await client.blockUsers(phoneNumberId, [{ phone: '254722111222' }])).toMatchObject({
      added_users: [{ wa_id: '254722111222' }],
    });
    expect(await client.blockedUsers(phoneNumberId)).toMatchObject({
      users: [{ waId: '254722111222' }],
    });
    expect(
      await client.send(phoneNumberId, { to: '254722111222', content: text('x') }),
    ).toMatchObject({ error: { code: 130403 } });
    await client.unblockUsers(phoneNumberId, [{ phone: '254722111222' }]);
    await expect(
      client.blockUsers(phoneNumberId, [{ phone: '254799999999' }]),
    ).rejects.toMatchObject({ error: { code: 139100 } });
  });
});

describe('control over HTTP', () => {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${fake.url}/control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('takes messages, faults and time, and names what is wrong', async () => {
    await start();
    const inbound = await post('inbound', {
      from: { phone: '254722111222' },
      content: { type: 'image', image: { caption: 'Broken' } },
    });
    expect(await inbound.json()).toMatchObject({
      wamid: expect.stringContaining('wamid.'),
      customer: { phone: '254722111222' },
    });
    await until(() => receiver.items.length === 1);
    expect(receiver.items[0]).toMatchObject({
      content: { type: 'image', image: { caption: 'Broken', mime_type: 'image/png' } },
    });
    expect(
      await (await post('faults', { failures: { next: 2, code: 2, httpStatus: 503 } })).json(),
    ).toMatchObject({ failures: { next: 2 } });
    expect(await (await post('time', { moveHours: 25 })).json()).toMatchObject({
      offsetMs: 25 * 3600_000,
    });
    const wrong = await post('faults', { failures: { percent: 120 } });
    expect(wrong.status).toBe(400);
    expect(((await wrong.json()) as { error: string }).error).toContain('percent');
    expect((await post('inbound', {}, { origin: 'http://evil.example' })).status).toBe(403);
    expect((await post('reset', {})).status).toBe(200);
    expect(fake.ledger.total).toBe(0);
  });

  it('streams events and catches up a page that comes back', async () => {
    await start();
    fake.control.customer({ id: 'p', phone: '254722111222', attended: true });
    const stream = await fetch(`${fake.url}/control/events`);
    const reader = stream.body!.getReader();
    fake.control.inbound({ from: { id: 'p' }, content: text('Hello') });
    let seen = '';
    while (!seen.includes('event: message'))
      seen += Buffer.from((await reader.read()).value!).toString();
    await reader.cancel();
    const id = /id: (\d+)\nevent: hello/.exec(seen)![1]!;
    const again = await fetch(`${fake.url}/control/events`, { headers: { 'last-event-id': id } });
    const next = again.body!.getReader();
    expect(Buffer.from((await next.read()).value!).toString()).toContain('Hello');
    await next.cancel();
  });
});

describe('a restart of the fake', () => {
  it('keeps customers, their windows and chats', async () => {
    await start();
    const { customer } = fake.control.inbound({
      from: { name: 'Asha', phone: '254722111222' },
      content: text('Hi'),
    });
    const snapshot: unknown = JSON.parse(JSON.stringify(fake.control.snapshot()));
    await stand.close();
    await start();
    fake.control.restore(snapshot);
    expect(fake.control.conversation(customer.id)).toMatchObject([{ content: text('Hi') }]);
    const sent = await client.send(phoneNumberId, { to: '254722111222', content: text('Hello') });
    await until(() => statusesOf((sent as { wamid: string }).wamid).includes('sent'));
    expect(fake.control.customer({ name: 'New', phone: '254700000009' }).id).not.toBe(customer.id);
    expect(() => fake.control.restore({ version: 2 })).toThrow();
  });
});
