import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { serveConsole } from './console-files';

@Module({})
class EmptyModule {}

describe('the files of the console', () => {
  const dir = mkdtempSync(join(tmpdir(), 'datacare-console-'));
  let app: NestFastifyApplication;

  beforeAll(async () => {
    writeFileSync(join(dir, 'index.html'), '<title>DataCare</title>');
    writeFileSync(join(dir, 'main-ABCDEFGH.js'), 'export {};');
    writeFileSync(join(dir, 'main-ABCDEFGH.js.map'), '{"sources":["secret.ts"]}');
    app = await NestFactory.create<NestFastifyApplication>(EmptyModule, new FastifyAdapter(), {
      logger: false,
    });
    await serveConsole(app, dir);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });

  afterAll(async () => {
    await app.close();
    rmSync(dir, { recursive: true });
  });

  const get = (url: string) =>
    app.inject({ method: 'GET', url, headers: { accept: 'text/html,application/xhtml+xml' } });

  it('answer every address of a page with the index, which is never cached', async () => {
    for (const url of ['/', '/inbox', '/inbox/42?filter=mine']) {
      const response = await get(url);
      expect([response.statusCode, response.body]).toEqual([200, '<title>DataCare</title>']);
      expect(response.headers['cache-control']).toBe('no-cache');
    }
  });

  it('are cached for good when their name carries a hash', async () => {
    const response = await get('/main-ABCDEFGH.js');
    expect(response.statusCode).toBe(200);
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('hold back source maps (A29)', async () => {
    const response = await get('/main-ABCDEFGH.js.map');
    expect(response.statusCode).toBe(404);
    expect(response.body).not.toContain('secret.ts');
  });

  it('leave the paths of the product and missing files alone', async () => {
    for (const url of ['/graphql', '/api/v1/x', '/media/1', '/missing.js']) {
      expect((await get(url)).statusCode).toBe(404);
    }
  });
});
