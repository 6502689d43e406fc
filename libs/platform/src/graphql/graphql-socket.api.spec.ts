import { eventually } from '../testing/eventually';
import { SocketClient } from '../testing/socket-client';
import { attacks, flood, sessions, startLeafApp, type LeafApp } from '../testing/leaf-app';

let leaves: LeafApp;
beforeAll(async () => (leaves = await startLeafApp()));
afterAll(() => leaves.close());
beforeEach(() => {
  sessions.clear();
  sessions.set('good', { memberId: 'm1', sessionId: 's1' });
});

const openSockets = async () => {
  const metrics = await (await fetch(`${leaves.url}/metrics`)).text();
  return Number(/^datacare_sockets (\d+)/m.exec(metrics)?.[1]);
};

describe('limits over the socket (A5, A8)', () => {
  const connected = async () => {
    const client = await SocketClient.open(`${leaves.url}/graphql`);
    client.init('good');
    await eventually(() => expect(client.of('connection_ack')).toHaveLength(1));
    return client;
  };

  it('refuses a page of another origin before the upgrade', async () => {
    await expect(
      SocketClient.open(`${leaves.url}/graphql`, { origin: 'https://evil.example' }),
    ).rejects.toThrow('403');
  });

  it('closes a socket that shows no good token, or none in time', async () => {
    const forged = await SocketClient.open(`${leaves.url}/graphql`);
    forged.init('forged');
    await eventually(() => expect(forged.closed?.code).toBe(4403));
    const silent = await SocketClient.open(`${leaves.url}/graphql`);
    await eventually(() => expect(silent.closed?.code).toBe(4408));
  });

  it('refuses every subscription before the handshake', async () => {
    const client = await SocketClient.open(`${leaves.url}/graphql`);
    client.subscribe('1', 'subscription { tick { value } }');
    await eventually(() => expect(client.closed?.code).toBe(4401));
  });

  it.each([
    ...Object.entries(attacks),
    ['a query', 'query { leaf { value } }'],
    ['a mutation', 'mutation { shrink { value } }'],
    ['introspection', 'subscription { __typename } query Q { __schema { types { name } } }'],
    ['nonsense', '{{{'],
  ])('refuses %s', async (_, query) => {
    const client = await connected();
    client.subscribe('1', query.replace(/^\{ leaf/, 'subscription { tick'));
    await eventually(() => expect(client.of('error')).toHaveLength(1));
    expect(client.of('next')).toHaveLength(0);
    client.close();
  });

  it('closes on a frame over 64 KB', async () => {
    const client = await connected();
    client.send({ type: 'ping', payload: 'x'.repeat(70_000) });
    await eventually(() => expect(client.closed?.code).toBe(1009));
  });

  it('lives through five thousand frames of rubbish and tells nothing of its insides', async () => {
    const rubbish = [
      '',
      'null',
      '[]',
      '{}',
      '{"type":1}',
      '{"event":"base"}',
      '{"type":"subscribe"}',
      '{"type":"__proto__"}',
      '\u0000\uffff',
      '{"type":"complete","id":{}}',
      '{"type":"subscribe","id":"1","payload":{"query":{}}}',
    ];
    const reasons = new Set<string>();
    let sent = 0;
    while (sent < 5_000) {
      const client = await SocketClient.open(`${leaves.url}/graphql`);
      if (sent % 2) client.init('good');
      for (let n = 0; n < 250 && !client.closed; n++, sent++)
        client.send(rubbish[(sent * 7) % rubbish.length]!);
      await eventually(() => expect(client.closed).toBeDefined());
      reasons.add(client.closed!.reason);
    }
    expect([...reasons].join(' ')).not.toMatch(/\.ts|at .*\(|node_modules/);
    expect((await leaves.post('{ leaf { value } }')).status).toBe(200);
  });

  it('delivers to a live session and closes within seconds of its end', async () => {
    const client = await connected();
    client.subscribe('1', 'subscription { tick { value } }');
    await eventually(() => expect(client.of('next').length).toBeGreaterThan(2));
    sessions.clear();
    await eventually(() => expect(client.closed?.code).toBe(4401));
  });

  it('says nothing of a fault in the middle of a subscription but its id', async () => {
    const client = await connected();
    client.subscribe('1', 'subscription { crash { value } }');
    await eventually(() => expect(client.received.some(({ id }) => id === '1')).toBe(true));
    expect(JSON.stringify(client.received)).not.toContain('hunter2');
    expect(JSON.stringify(client.received)).toContain('INTERNAL');
    client.close();
  });

  it('ends with a socket still open', async () => {
    const other = await leaves.another();
    await other.listen(0, '127.0.0.1');
    const client = await SocketClient.open(`${await other.getUrl()}/graphql`);
    client.init('good');
    await eventually(() => expect(client.of('connection_ack')).toHaveLength(1));
    await other.close();
    await eventually(() => expect(client.closed?.code).toBe(1001));
  });

  it('holds up only the reader that does not keep up, and cuts it off in the end (F20)', async () => {
    const stalled = await connected();
    stalled.subscribe('1', 'subscription { flood }');
    await eventually(() => expect(stalled.of('next').length).toBeGreaterThan(0));
    (stalled.socket as unknown as { _socket: { pause(): void } })._socket.pause();
    const reader = await connected();
    reader.subscribe('1', 'subscription { tick { value } }');
    await eventually(() => expect(reader.of('next').length).toBeGreaterThan(100));
    // What lies in the buffers of the operating system is a few megabytes; an unbounded buffer would hold far more.
    await eventually(async () => expect(await openSockets()).toBe(1), 20_000);
    expect(flood.sent).toBeLessThan(1_000);
    stalled.close();
    reader.close();
  });

  it('allows one member ten sockets', async () => {
    const clients = await Promise.all(
      Array.from({ length: 12 }, () => SocketClient.open(`${leaves.url}/graphql`)),
    );
    for (const client of clients) {
      client.init('good');
      await eventually(() => expect(client.closed ?? client.of('connection_ack')[0]).toBeDefined());
    }
    expect(clients.filter(({ closed }) => closed)).toHaveLength(2);
    for (const client of clients) client.close();
  });
});
