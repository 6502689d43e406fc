import { createServer, type Server } from 'node:http';
import { mkdtemp, readdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { AwsV4Signer } from 'aws4fetch';
import { DiskFileStore } from './disk-file-store';
import { FileMissing, type FileStore } from './file-store';
import { S3FileStore } from './s3-file-store';

const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret-of-the-bucket' };

/** An S3 service in memory that checks the signature of every request. */
async function startS3(): Promise<{ server: Server; endpoint: string }> {
  const objects = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const signer = new AwsV4Signer({
      ...credentials,
      method: request.method!,
      url: `http://${request.headers.host}${request.url}`,
      service: 's3',
      region: 'us-east-1',
      headers: { 'x-amz-content-sha256': String(request.headers['x-amz-content-sha256']) },
      datetime: String(request.headers['x-amz-date']),
    });
    const signed = await signer.sign();
    if (signed.headers.get('authorization') !== request.headers.authorization)
      return response.writeHead(403).end();
    const stored = objects.get(request.url!);
    if (request.method === 'PUT') return void (objects.set(request.url!, body), response.end());
    if (!stored) return response.writeHead(404).end();
    if (request.method === 'DELETE')
      return void (objects.delete(request.url!), response.writeHead(204).end());
    const range = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '');
    if (!range)
      return response
        .setHeader('content-length', stored.length)
        .end(request.method === 'HEAD' ? '' : stored);
    const [start, end] = [Number(range[1]), Number(range[2])];
    return response
      .writeHead(206, { 'content-range': `bytes ${start}-${end}/${stored.length}` })
      .end(stored.subarray(start, end + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

let s3: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => (s3 = await startS3()));
afterAll(() => new Promise((resolve) => s3.server.close(resolve)));

const stores: Record<string, () => Promise<FileStore>> = {
  disk: async () => new DiskFileStore(await mkdtemp(join(tmpdir(), 'datacare-store-'))),
  S3: async () =>
    new S3FileStore({
      kind: 's3',
      endpoint: s3.endpoint,
      bucket: 'media',
      region: 'us-east-1',
      ...credentials,
    }),
};

describe.each(Object.keys(stores))('file store on %s', (name) => {
  it('keeps, reads in whole and in part, and deletes', async () => {
    const store = await stores[name]!();
    await store.put('2026/11/a.txt', Buffer.from('habari yako'), { contentType: 'text/plain' });
    const whole = await store.get('2026/11/a.txt');
    expect({ size: whole.size, text: (await buffer(whole.stream)).toString() }).toEqual({
      size: 11,
      text: 'habari yako',
    });
    const part = await store.get('2026/11/a.txt', { start: 7, end: 10 });
    expect({ size: part.size, text: (await buffer(part.stream)).toString() }).toEqual({
      size: 11,
      text: 'yako',
    });
    await store.delete('2026/11/a.txt');
    expect(await store.exists('2026/11/a.txt')).toBe(false);
    await expect(store.get('2026/11/a.txt')).rejects.toThrow(FileMissing);
  });

  it.each(['../etc/passwd', '/etc/passwd', 'a/../../b', 'a//b', ''])(
    'refuses the key %p',
    async (key) => {
      const store = await stores[name]!();
      await expect(
        store.put(key, Buffer.from('x'), { contentType: 'text/plain' }),
      ).rejects.toThrow();
    },
  );
});

it('leaves no partial file behind on disk', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'datacare-store-'));
  await new DiskFileStore(dir).put('whole', Buffer.alloc(1_000));
  expect(await readdir(dir)).toEqual(['whole']);
});
