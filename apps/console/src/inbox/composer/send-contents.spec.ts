import { sendContents, type ReadyFile } from './send-contents';

const photo = (id: string, caption = ''): ReadyFile => ({
  kind: 'image',
  mediaId: id,
  filename: `${id}.jpg`,
  caption,
});

describe('what goes out', () => {
  it('sends text alone, without blanks around it', () => {
    expect(sendContents('  Habari \n', [])).toEqual([
      { type: 'text', text: { body: 'Habari', preview_url: false } },
    ]);
    expect(sendContents('see https://duka.example', [])).toMatchObject([
      { text: { preview_url: true } },
    ]);
    expect(sendContents('   ', [])).toEqual([]);
  });

  it('makes the text the caption of a single file', () => {
    expect(sendContents('Hii hapa', [photo('a')])).toEqual([
      { type: 'image', image: { mediaId: 'a', caption: 'Hii hapa' } },
    ]);
  });

  it('sends the text after the files where it can be no caption', () => {
    const text = { type: 'text', text: { body: 'Hii hapa', preview_url: false } };
    expect(sendContents('Hii hapa', [photo('a', 'Mine')])).toEqual([
      { type: 'image', image: { mediaId: 'a', caption: 'Mine' } },
      text,
    ]);
    expect(sendContents('Hii hapa', [{ ...photo('a'), kind: 'audio' }])).toEqual([
      { type: 'audio', audio: { mediaId: 'a' } },
      text,
    ]);
    expect(sendContents('x'.repeat(1025), [photo('a')])).toHaveLength(2);
  });

  it('sends several files as several messages in order', () => {
    const document: ReadyFile = {
      kind: 'document',
      mediaId: 'b',
      filename: 'Invoice.pdf',
      caption: '',
    };
    expect(sendContents('', [photo('a'), document, photo('c', ' C ')])).toEqual([
      { type: 'image', image: { mediaId: 'a' } },
      { type: 'document', document: { mediaId: 'b', filename: 'Invoice.pdf' } },
      { type: 'image', image: { mediaId: 'c', caption: 'C' } },
    ]);
  });
});
