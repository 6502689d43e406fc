import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import type { StorageSettings } from '../config/config';
import { assertKey, FileMissing, FileStore, type ByteRange, type StoredFile } from './file-store';

/** Files in a bucket of any S3-compatible service, addressed by path. */
export class S3FileStore extends FileStore {
  private readonly client: AwsClient;
  private readonly base: string;

  constructor(settings: Extract<StorageSettings, { kind: 's3' }>) {
    super();
    this.client = new AwsClient({
      accessKeyId: settings.accessKeyId,
      secretAccessKey: settings.secretAccessKey,
      region: settings.region,
      service: 's3',
      retries: 3,
    });
    this.base = `${settings.endpoint}/${settings.bucket}`;
  }

  async put(key: string, data: Buffer, about: { contentType: string }): Promise<void> {
    const body = new Uint8Array(data);
    await this.request(key, {
      method: 'PUT',
      body,
      headers: { 'content-type': about.contentType },
    });
  }

  async get(key: string, range?: ByteRange): Promise<StoredFile> {
    const headers = range ? { range: `bytes=${range.start}-${range.end}` } : undefined;
    const answer = await this.request(key, { method: 'GET', ...(headers ? { headers } : {}) });
    const whole =
      answer.headers.get('content-range')?.split('/')[1] ?? answer.headers.get('content-length');
    if (!answer.body) throw new FileMissing(key);
    return { stream: Readable.fromWeb(answer.body as ReadableStream), size: Number(whole) };
  }

  async delete(key: string): Promise<void> {
    await this.request(key, { method: 'DELETE' });
  }

  async exists(key: string): Promise<boolean> {
    try {
      await this.request(key, { method: 'HEAD' });
      return true;
    } catch (error) {
      if (error instanceof FileMissing) return false;
      throw error;
    }
  }

  private async request(key: string, init: RequestInit): Promise<Response> {
    assertKey(key);
    const answer = await this.client.fetch(`${this.base}/${key}`, init);
    if (answer.status === 404) throw new FileMissing(key);
    if (!answer.ok)
      throw new Error(`The S3 service answered ${answer.status} to ${init.method} ${key}`);
    return answer;
  }
}
