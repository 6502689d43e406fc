import sharp from 'sharp';
import { newId } from '@datacare/platform';
import { messagingApp, type MessagingApp } from '../testing/messaging-app';
import { MediaLinks } from './media-links';

interface Uploaded {
  id: string;
  kind: string;
  mimeType: string;
  size: number;
  width: number | null;
  thumbnailUrl: string | null;
  filename: string | null;
  refusal?: { code: string; message: string; canDownscale: boolean };
}

const picture = (width = 64, height = 48) =>
  sharp({ create: { width, height, channels: 3, background: '#2a9d8f' } })
    .png()
    .toBuffer();
/** Noise does not compress: a large file of few pixels. */
const noise = (side: number) =>
  sharp({
    create: {
      width: side,
      height: side,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 90 },
    },
  })
    .png({ compressionLevel: 0 })
    .toBuffer();
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF');

describe('media', () => {
  let app: MessagingApp;
  let token: string;

  const upload = async (
    data: Buffer | string,
    options: { name?: string; type?: string; downscale?: boolean; token?: string } = {},
  ) => {
    const form = new FormData();
    if (options.downscale) form.set('downscale', 'true');
    form.set(
      'file',
      new Blob([typeof data === 'string' ? data : new Uint8Array(data)], {
        type: options.type ?? 'application/octet-stream',
      }),
      options.name ?? 'file',
    );
    const answer = await fetch(`${app.url}/api/v1/media`, {
      method: 'POST',
      headers: { authorization: `Bearer ${options.token ?? token}` },
      body: form,
    });
    return { status: answer.status, file: (await answer.json()) as Uploaded };
  };
  const linkTo = (id: string) => app.get(MediaLinks).to(id, newId());
  const open = (path: string, headers: Record<string, string> = {}) =>
    fetch(app.url + path, { headers });

  beforeAll(async () => {
    app = await messagingApp();
    token = await app.tokenOf('agent');
  });
  afterAll(() => app.close());

  describe('taking a file in', () => {
    it('keeps a picture with its size, its kind by its bytes, and a small one', async () => {
      const { status, file } = await upload(await picture(900, 600), {
        name: 'shoes.pdf',
        type: 'application/pdf',
      });
      expect(status).toBe(201);
      expect(file).toMatchObject({
        kind: 'image',
        mimeType: 'image/png',
        width: 900,
        height: 600,
        filename: 'shoes.pdf',
      });
      const answer = await open(file.thumbnailUrl!);
      const small = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
      expect(small).toMatchObject({ format: 'webp', width: 400 });
    });

    it('refuses a picture over 5 MB with the reason, and scales it down when asked', async () => {
      const large = await noise(1_500);
      const { status, file } = await upload(large, { name: 'large.png' });
      expect(status).toBe(422);
      expect(file.refusal).toMatchObject({
        code: 'MESSAGING_MEDIA_REFUSED',
        message: expect.stringContaining('5 MB'),
        canDownscale: true,
      });
      const second = await upload(large, { name: 'large.png', downscale: true });
      expect(second.status).toBe(201);
      expect(second.file).toMatchObject({ kind: 'image', mimeType: 'image/jpeg' });
      expect(second.file.size).toBeLessThanOrEqual(5 * 1024 * 1024);
    });

    it.each([
      [
        'an SVG drawing',
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        'logo.svg',
        'image/svg+xml',
      ],
      [
        'an SVG drawing that says it is a picture',
        '<?xml version="1.0"?><svg onload="alert(1)"/>',
        'logo.png',
        'image/png',
      ],
      ['a web page', '<!DOCTYPE html><script>alert(1)</script>', 'page.html', 'text/html'],
      ['a web page that says it is text', '\n\ufeff <html><body>', 'page.txt', 'text/plain'],
      [
        'a program',
        Buffer.from('MZ\x90\x00\x03'.padEnd(200, '\0'), 'latin1'),
        'photo.jpg',
        'image/jpeg',
      ],
      ['an archive', Buffer.from('504b0506'.padEnd(44, '0'), 'hex'), 'a.zip', 'application/zip'],
      ['bytes that are nothing', Buffer.from([1, 2, 0, 254, 7]), 'x.pdf', 'application/pdf'],
      ['an empty file', '', 'empty.txt', 'text/plain'],
    ])('refuses %s', async (_, data, name, type) => {
      const { status, file } = await upload(data, { name, type });
      expect(status).toBe(422);
      expect(file.refusal?.code).toBe('MESSAGING_MEDIA_REFUSED');
    });

    it('takes text and PDF as documents', async () => {
      expect((await upload('Bei: 1,200 KES', { name: 'bei.txt' })).file).toMatchObject({
        kind: 'document',
        mimeType: 'text/plain',
      });
      expect((await upload(pdf, { name: 'bill.pdf' })).file).toMatchObject({
        kind: 'document',
        mimeType: 'application/pdf',
      });
    });

    it('keeps nothing of a path or of hidden marks in a file name', async () => {
      const names = await Promise.all(
        ['../../etc/passwd', 'C:\\evil\\bill.txt', 'bill\u202egpj.txt', '...'].map(
          async (name) => (await upload('text', { name })).file.filename,
        ),
      );
      expect(names).toEqual(['passwd', 'bill.txt', 'billgpj.txt', 'file']);
    });

    it('asks who is there, and whether they may answer customers', async () => {
      expect((await upload('text', { token: 'nobody' })).status).toBe(401);
      expect((await upload('text', { token: await app.tokenOf('marketer') })).status).toBe(403);
    });
  });

  describe('opening a file', () => {
    let image: Uploaded;
    let document: Uploaded;
    beforeAll(async () => {
      image = (await upload(await picture(), { name: 'b.png' })).file;
      await app.rows('update media set filename = $2 where id = $1', [image.id, 'ä "b".png']);
      document = (await upload('0123456789', { name: 'note.txt' })).file;
    });

    it('shows a picture in place, with headers that keep it a picture', async () => {
      const answer = await open(linkTo(image.id));
      expect(answer.status).toBe(200);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'image/png',
        'content-disposition': `inline; filename="_ _b_.png"; filename*=UTF-8''%C3%A4%20%22b%22.png`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringMatching(/^sandbox/),
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(await picture());
    });

    it('has a text saved, not shown', async () => {
      const answer = await open(linkTo(document.id));
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
    });

    it('never lets a file of a customer run, whatever it is', async () => {
      await app.rows("update media set mime_type = 'text/html' where id = $1", [document.id]);
      const answer = await open(linkTo(document.id));
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
      await app.rows("update media set mime_type = 'text/plain' where id = $1", [document.id]);
    });

    it.each([
      ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
      ['bytes=7-', 206, '789', 'bytes 7-9/10'],
      ['bytes=-2', 206, '89', 'bytes 8-9/10'],
      ['bytes=4-99', 206, '456789', 'bytes 4-9/10'],
      ['bytes=20-30', 416, '', 'bytes */10'],
      ['lines=1-2', 200, '0123456789', null],
      ['bytes=0-1,3-4', 200, '0123456789', null],
    ])('answers a request for %s with %i', async (range, status, body, contentRange) => {
      const answer = await open(linkTo(document.id), { range });
      expect(answer.status).toBe(status);
      expect(await answer.text()).toBe(body);
      expect(answer.headers.get('content-range')).toBe(contentRange);
    });

    it('shows nothing to a link that is too old, altered, or for another file', async () => {
      const links = app.get(MediaLinks);
      const member = newId();
      const good = links.to(image.id, member);
      const token = new URL(good, app.url).searchParams.get('token')!;
      const [expiry, , signature] = token.split('.');
      const wrong = [
        links.to(image.id, member, {}, Date.now() - 300_000),
        good.replace(image.id, document.id),
        good.replace(image.id, newId()),
        `/media/${image.id}`,
        `/media/${image.id}?token=`,
        `/media/${image.id}?token=${token.slice(0, -1)}`,
        `/media/${image.id}?token=${Number(expiry) + 600}.${member}.${signature}`,
        `/media/${image.id}?token=${expiry}.${newId()}.${signature}`,
        `/media/${image.id}?token=${token}&token=${token}`,
        `/media/..%2f..%2fetc%2fpasswd?token=${token}`,
        `/media/not-an-id?token=${token}`,
      ];
      const answers = await Promise.all(wrong.map((path) => open(path)));
      expect(answers.map(({ status }) => status)).toEqual(wrong.map(() => 404));
    });

    it('makes links that live no longer than five minutes', () => {
      const links = app.get(MediaLinks);
      const now = Date.now();
      const token = new URL(links.to(image.id, newId(), {}, now), app.url).searchParams.get(
        'token',
      );
      expect(links.opens(image.id, token, now)).toBe(true);
      expect(links.opens(image.id, token, now + 300_001)).toBe(false);
    });
  });
});
