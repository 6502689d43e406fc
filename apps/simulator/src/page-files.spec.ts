import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { phonePage } from './page-files';

let folder: string;
let server: Server;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phone-'));
  await writeFile(join(folder, 'index.html'), '<h1>Phone</h1>');
  await writeFile(join(folder, 'phone.js'), '1');
  server = createServer(await phonePage(folder));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

describe('the files of the phone page', () => {
  it('come with a policy that runs no foreign or inline script', async () => {
    const page = await fetch(`${url}/`);
    expect(page.url).toBe(`${url}/phone`);
    expect(await page.text()).toBe('<h1>Phone</h1>');
    const policy = page.headers.get('content-security-policy')!;
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect((await fetch(`${url}/phone/phone.js?v=1`)).headers.get('content-type')).toContain(
      'javascript',
    );
  });

  it('are all that can be had', async () => {
    for (const path of [
      '/phone/../settings.js',
      '/phone/%2e%2e/main.js',
      '/phone/none.js',
      '/etc/passwd',
    ])
      expect((await fetch(url + path)).status).toBe(404);
    expect((await fetch(`${url}/phone`, { method: 'POST' })).status).toBe(404);
  });
});
