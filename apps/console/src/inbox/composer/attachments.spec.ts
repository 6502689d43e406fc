import { checkFile, mimeTypeOf } from './attachments';

const MB = 1024 * 1024;
const file = (name: string, type: string, size = 1000) => ({ name, type, size });

describe('checking a file before it is uploaded', () => {
  it.each([
    ['a.jpg', 'image/jpeg', 'image'],
    ['a.png', 'image/png', 'image'],
    ['a.mp4', 'video/mp4', 'video'],
    ['a.3gp', 'video/3gpp', 'video'],
    ['a.mp3', 'audio/mp3', 'audio'],
    ['a.m4a', 'audio/x-m4a', 'audio'],
    ['a.amr', '', 'audio'],
    ['a.pdf', 'application/pdf', 'document'],
    ['a.docx', '', 'document'],
  ])('takes %s (%s) as %s', (name, type, kind) => {
    expect(checkFile(file(name, type))).toMatchObject({ kind });
    expect(checkFile(file(name, type)).problem).toBeUndefined();
  });

  it('offers a smaller copy of a photo over 5 MB, and only of a photo', () => {
    expect(checkFile(file('a.jpg', 'image/jpeg', 5 * MB)).problem).toBeUndefined();
    expect(checkFile(file('a.jpg', 'image/jpeg', 5 * MB + 1)).problem).toEqual({
      message: '5 MB: WhatsApp allows 5 MB for photos.',
      offer: 'smaller',
    });
    expect(checkFile(file('a.mp4', 'video/mp4', 20 * MB)).problem).toEqual({
      message: '20 MB: WhatsApp allows 16 MB for videos.',
    });
    expect(checkFile(file('a.pdf', 'application/pdf', 101 * MB)).problem?.message).toBe(
      '101 MB: WhatsApp allows 100 MB for documents.',
    );
  });

  it('offers a JPEG of pictures that a browser can draw and WhatsApp does not take', () => {
    expect(checkFile(file('a.webp', 'image/webp')).problem).toEqual({
      message: 'WhatsApp takes JPEG and PNG photos, not WEBP.',
      offer: 'jpeg',
    });
  });

  it('refuses other kinds by name and says what is taken', () => {
    const { problem } = checkFile(file('setup.exe', 'application/x-msdownload'));
    expect(problem?.message).toMatch(/^WhatsApp does not take EXE files\. It takes JPEG/);
    expect(problem?.offer).toBeUndefined();
    expect(checkFile(file('nothing', '')).problem?.message).toContain('files of this kind');
  });

  it('refuses an empty file', () => {
    expect(checkFile(file('a.pdf', 'application/pdf', 0)).problem?.message).toBe(
      'This file is empty.',
    );
  });

  it('spells types as WhatsApp does', () => {
    expect(mimeTypeOf(file('a', 'image/jpg'))).toBe('image/jpeg');
    expect(mimeTypeOf(file('a', 'audio/ogg; codecs=opus'))).toBe('audio/ogg');
  });
});
