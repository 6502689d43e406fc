import { Readable, Transform } from 'node:stream';
import type { Dispatcher } from 'undici';
import { CloudApiFailure } from '../errors/cloud-api-error';

const MAX_REDIRECTS = 3;

export interface DownloadRules {
  /** Host names (`lookaside.fbsbx.com`), with port where it is not the usual one; a leading dot takes subdomains too. */
  hosts: readonly string[];
  /** Hosts that may be reached without TLS: only the configured Graph URL itself. */
  plainHosts: readonly string[];
  maxBytes: number;
  headers: Record<string, string>;
  timeoutMs: number;
}

export interface Download {
  stream: Readable;
  mimeType: string;
  /** In bytes, when the server says it. */
  size?: number;
}

const rejected = (message: string, status?: number) =>
  new CloudApiFailure(message, { kind: 'rejected', status });

/** Refuses any address but those of Meta's media hosts, so that an answer cannot aim us at our own network. */
export function allowedAddress(
  address: string,
  rules: Pick<DownloadRules, 'hosts' | 'plainHosts'>,
): URL {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw rejected('The media address is not a valid URL');
  }
  const allowed = rules.hosts.some((host) =>
    host.startsWith('.') ? url.host.endsWith(host) : url.host === host,
  );
  if (!allowed || url.username || url.password)
    throw rejected(`The media host ${url.host} is not allowed`);
  if (
    url.protocol !== 'https:' &&
    !(url.protocol === 'http:' && rules.plainHosts.includes(url.host))
  )
    throw rejected('The media address must use https');
  return url;
}

function capped(maxBytes: number) {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > maxBytes) done(rejected(`The file is larger than ${maxBytes} bytes`));
      else done(null, chunk);
    },
  });
}

/** Opens a media address as a stream, following redirects only within the allowed hosts. */
export async function download(
  dispatcher: Dispatcher,
  address: string,
  rules: DownloadRules,
): Promise<Download> {
  let target = address;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const url = allowedAddress(target, rules);
    let answer: Dispatcher.ResponseData;
    try {
      answer = await dispatcher.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'GET',
        headers: rules.headers,
        headersTimeout: rules.timeoutMs,
        bodyTimeout: rules.timeoutMs,
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new CloudApiFailure(`The file could not be fetched: ${reason}`, {
        kind: 'retry',
        afterMs: 2000,
      });
    }
    const { statusCode, headers, body } = answer;
    const location = headers.location;
    if (statusCode >= 300 && statusCode < 400 && typeof location === 'string') {
      await body.dump();
      target = new URL(location, url).href;
      continue;
    }
    if (statusCode !== 200) {
      await body.dump();
      const kind = statusCode >= 500 || statusCode === 429 ? 'retry' : 'rejected';
      throw new CloudApiFailure(`The media host answered HTTP ${statusCode}`, {
        kind,
        status: statusCode,
        afterMs: kind === 'retry' ? 2000 : undefined,
      });
    }
    const size = Number(headers['content-length']);
    const knownSize = Number.isFinite(size) && headers['content-length'] !== undefined;
    if (knownSize && size > rules.maxBytes) {
      body.on('error', () => undefined).destroy();
      throw rejected(`The file is larger than ${rules.maxBytes} bytes`);
    }
    const limit = capped(rules.maxBytes);
    body.on('error', (error) => limit.destroy(error));
    limit.on('close', () => body.destroy());
    const mimeType = headers['content-type'];
    return {
      stream: body.pipe(limit),
      mimeType: typeof mimeType === 'string' ? mimeType : 'application/octet-stream',
      ...(knownSize ? { size } : {}),
    };
  }
  throw rejected('The media address redirects too often');
}

/** A multipart body written by hand, so that a stream of unknown length can be uploaded without buffering it. */
export function multipart(
  fields: Record<string, string>,
  file: { data: Blob | Readable; mimeType: string; filename: string },
): { body: Readable; headers: Record<string, string> } {
  const boundary = `----datacare${crypto.randomUUID().replaceAll('-', '')}`;
  const escaped = file.filename.replace(/["\r\n\\]/g, '_');
  const mime = /^[\w.+-]+\/[\w.+-]+(;[ \w.+=-]*)*$/.test(file.mimeType)
    ? file.mimeType
    : 'application/octet-stream';
  const head = Object.entries(fields)
    .map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .concat(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${escaped}"\r\nContent-Type: ${mime}\r\n\r\n`,
    )
    .join('');
  const tail = `\r\n--${boundary}--\r\n`;
  const source = file.data;
  async function* parts() {
    yield Buffer.from(head);
    for await (const chunk of source instanceof Blob ? source.stream() : source)
      yield Buffer.from(chunk as Uint8Array);
    yield Buffer.from(tail);
  }
  const headers: Record<string, string> = {
    'content-type': `multipart/form-data; boundary=${boundary}`,
  };
  if (source instanceof Blob)
    headers['content-length'] = String(
      Buffer.byteLength(head) + source.size + Buffer.byteLength(tail),
    );
  return { body: Readable.from(parts()), headers };
}
