import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { RequestListener, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
};

const headers = {
  // Media that the business sends by link may lie anywhere; scripts and styles are ours alone.
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; " +
    "img-src 'self' blob: data: https: http:; media-src 'self' blob: https: http:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

const notFound = (response: ServerResponse) =>
  response
    .writeHead(404, { 'content-type': 'text/plain' })
    .end('Nothing here. The phone is at /phone\n');

/** Serves the phone page from a folder whose files are known at the start: no path of a request reaches the disk. */
export async function phonePage(folder: string): Promise<RequestListener> {
  const files = new Map<string, string>();
  for (const name of await readdir(folder)) files.set(`/phone/${name}`, join(folder, name));
  const index = files.get('/phone/index.html');
  if (index) files.set('/phone', index).set('/phone/', index);
  return (request, response) => {
    const path = (request.url ?? '/').split('?')[0]!;
    if (path === '/') {
      response.writeHead(302, { location: '/phone' }).end();
      return;
    }
    const file = files.get(path);
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) {
      notFound(response);
      return;
    }
    const stream = createReadStream(file);
    stream.on('error', () => notFound(response));
    stream.once('open', () => {
      response.writeHead(200, {
        ...headers,
        'content-type': types[extname(file)] ?? 'application/octet-stream',
      });
      if (request.method === 'HEAD') response.end();
      else stream.pipe(response);
    });
  };
}
