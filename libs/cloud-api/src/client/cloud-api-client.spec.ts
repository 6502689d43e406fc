import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startFakeCloudApi } from '../fake/start';
import type { FakeCloudApi } from '../fake/start';
import { CloudApiClient } from './cloud-api-client';
import { allowedAddress } from './media-transfer';

const phoneNumberId = '1060001';
const message = {
  to: '254722111222',
  content: { type: 'text' as const, text: { body: 'Hello' } },
  opaque: 'op',
};

let fake: FakeCloudApi;
let client: CloudApiClient;

beforeAll(async () => {
  fake = await startFakeCloudApi({
    appSecret: 's',
    accessToken: 'token',
    wabaId: '900',
    numbers: [{ phoneNumberId, displayPhoneNumber: '+254711000000', verifiedName: 'Duka' }],
    enforce: { pairRate: 'off' },
  });
});
beforeEach(() => {
  fake.control.reset();
  client = new CloudApiClient({
    baseUrl: fake.url,
    version: 'v26.0',
    accessToken: 'token',
    timeoutMs: 1000,
  });
});
afterEach(() => client.close());
afterAll(() => fake.close());

describe('what became of a send', () => {
  it.each([
    [131056, 400, { kind: 'retry', scope: 'pair', afterMs: 6000 }],
    [130429, 400, { kind: 'retry', scope: 'number', afterMs: 1000 }],
    [131048, 400, { kind: 'retry', scope: 'number' }],
    [131057, 500, { kind: 'retry', scope: 'number', afterMs: 30_000 }],
    [4, 400, { kind: 'retry', scope: 'account' }],
    [80007, 400, { kind: 'retry', scope: 'account' }],
    [1, 400, { kind: 'retry', scope: 'request' }],
    [1, 500, { kind: 'ambiguous' }],
    [2, 503, { kind: 'ambiguous' }],
    [131000, 500, { kind: 'ambiguous' }],
    [131016, 500, { kind: 'ambiguous' }],
    [133004, 503, { kind: 'ambiguous' }],
    [100, 400, { kind: 'rejected' }],
    [131045, 500, { kind: 'rejected' }],
    [131047, 400, { kind: 'rejected' }],
    [190, 401, { kind: 'rejected' }],
    [987654, 400, { kind: 'rejected' }],
  ])('code %i with HTTP %i', async (code, httpStatus, expected) => {
    fake.control.faults({ failures: { next: 1, code, httpStatus } });
    expect(await client.send(phoneNumberId, message)).toMatchObject({
      ...expected,
      error: { code, httpStatus },
    });
    expect(fake.ledger.total).toBe(0);
  });

  it('a 5xx without a Graph error may have been sent', async () => {
    fake.control.faults({ failures: { next: 1, httpStatus: 502, graphBody: false } });
    expect(await client.send(phoneNumberId, message)).toMatchObject({
      kind: 'ambiguous',
      error: { code: -1, httpStatus: 502 },
    });
  });

  it('a 4xx without a Graph error was refused', async () => {
    fake.control.faults({ failures: { next: 1, httpStatus: 404, graphBody: false } });
    expect(await client.send(phoneNumberId, message)).toMatchObject({
      kind: 'rejected',
      error: { code: -1, httpStatus: 404 },
    });
  });

  it('a usage header says how long to wait', async () => {
    fake.control.faults({ rateLimitSeconds: 290 });
    expect(await client.send(phoneNumberId, message)).toMatchObject({
      kind: 'retry',
      scope: 'account',
      afterMs: 5 * 60_000,
    });
  });

  it('HTTP 429 with 130429 waits for the number', async () => {
    fake.control.faults({ rateLimitSeconds: 60, rateLimitCode: 130429 });
    expect(await client.send(phoneNumberId, message)).toMatchObject({
      kind: 'retry',
      scope: 'number',
      error: { httpStatus: 429 },
    });
  });

  it('an expired token is a rejection that names 190', async () => {
    fake.control.faults({ tokenExpired: true });
    expect(await client.send(phoneNumberId, message)).toMatchObject({
      kind: 'rejected',
      error: { code: 190, httpStatus: 401 },
    });
    await expect(client.phoneNumber(phoneNumberId)).rejects.toMatchObject({
      kind: 'rejected',
      status: 401,
      error: { code: 190 },
    });
  });

  it('a socket cut after the message was taken may have been sent, and was', async () => {
    fake.control.faults({ cutAfterAccept: { next: 1 } });
    expect(await client.send(phoneNumberId, message)).toMatchObject({ kind: 'ambiguous' });
    expect(fake.ledger.byOpaque('op')).toHaveLength(1);
  });

  it('a socket reset after the request left may have been sent', async () => {
    fake.control.faults({ resetBeforeReading: { next: 1 } });
    expect(await client.send(phoneNumberId, message)).toMatchObject({ kind: 'ambiguous' });
    expect(fake.ledger.total).toBe(0);
  });

  it('no answer in time may have been sent', async () => {
    const quick = new CloudApiClient({
      baseUrl: fake.url,
      version: 'v26.0',
      accessToken: 'token',
      timeoutMs: 50,
    });
    fake.control.faults({ hang: { next: 1 } });
    expect(await quick.send(phoneNumberId, message)).toMatchObject({
      kind: 'ambiguous',
      reason: expect.stringContaining('TIMEOUT'),
    });
    await quick.close();
  });

  it.each(['http://127.0.0.1:1', 'http://no-such-host.invalid'])(
    'no connection to %s was surely not sent',
    async (baseUrl) => {
      const lost = new CloudApiClient({
        baseUrl,
        version: 'v26.0',
        accessToken: 'token',
        timeoutMs: 5000,
      });
      expect(await lost.send(phoneNumberId, message)).toMatchObject({
        kind: 'retry',
        scope: 'request',
      });
      await lost.close();
    },
  );

  it('a failed TLS handshake was surely not sent', async () => {
    const tls = new CloudApiClient({
      baseUrl: fake.url.replace('http:', 'https:'),
      version: 'v26.0',
      accessToken: 'token',
    });
    expect(await tls.send(phoneNumberId, message)).toMatchObject({ kind: 'retry' });
    await tls.close();
  });
});

describe('against a server that misbehaves', () => {
  let server: Server;
  const serve = async (listener: RequestListener) => {
    server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new CloudApiClient({
      baseUrl,
      version: 'v26.0',
      accessToken: 'token',
      timeoutMs: 500,
      maxMediaBytes: 1000,
    });
  };
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('takes a 200 without a message id for ambiguous', async () => {
    const odd = await serve((_request, response) =>
      response.writeHead(200).end('{"messages":[{}]}'),
    );
    expect(await odd.send(phoneNumberId, message)).toMatchObject({ kind: 'ambiguous' });
    await odd.close();
  });

  it('gives up on an answer that drips for ever', async () => {
    const slow = await serve((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(await slow.send(phoneNumberId, message)).toMatchObject({ kind: 'ambiguous' });
    await slow.close();
  });

  it('refuses media of foreign hosts, redirects to them and files over the cap', async () => {
    const media = await serve((request, response) => {
      if (request.url === '/away')
        response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
      else if (request.url === '/big')
        response.writeHead(200, { 'content-length': '2000' }).end(Buffer.alloc(2000));
      else response.writeHead(200).end(Buffer.alloc(5000));
    });
    const { origin } = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await expect(media.downloadMedia('http://169.254.169.254/latest')).rejects.toThrow(
      'not allowed',
    );
    await expect(media.downloadMedia(`${origin}/away`)).rejects.toThrow('not allowed');
    await expect(media.downloadMedia(`${origin}/big`)).rejects.toThrow('larger than');
    const { stream } = await media.downloadMedia(`${origin}/chunked`);
    await expect(stream.toArray()).rejects.toThrow('larger than');
    await media.close();
  });

  it('lists only hosts that are allowed, and only over https', () => {
    const rules = { hosts: ['lookaside.fbsbx.com', '.fbcdn.net'], plainHosts: [] };
    expect(allowedAddress('https://lookaside.fbsbx.com/x', rules).host).toBe('lookaside.fbsbx.com');
    expect(allowedAddress('https://a.fbcdn.net/x', rules).host).toBe('a.fbcdn.net');
    for (const url of [
      'http://lookaside.fbsbx.com/x',
      'https://evil-fbcdn.net/',
      'https://lookaside.fbsbx.com.evil.com/',
      'https://a@lookaside.fbsbx.com/',
      'file:///etc/passwd',
      'x',
    ])
      expect(() => allowedAddress(url, rules)).toThrow();
    server = createServer().listen(0);
  });
});
