interface SampleFile {
  data: Buffer;
  mimeType: string;
  filename?: string;
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const webp = Buffer.from('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=', 'base64');
/** The smallest document that readers still open. */
const pdf = Buffer.from(
  '%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

const samples: Record<string, SampleFile> = {
  image: { data: png, mimeType: 'image/png' },
  sticker: { data: webp, mimeType: 'image/webp' },
  document: { data: pdf, mimeType: 'application/pdf', filename: 'document.pdf' },
  audio: { data: Buffer.from('OggS\0\x02 sample'), mimeType: 'audio/ogg; codecs=opus' },
  video: { data: Buffer.from('\0\0\0\x18ftypmp42 sample'), mimeType: 'video/mp4' },
};

/** A small file of a message kind. */
export const sampleFile = (kind: string): SampleFile => samples[kind] ?? samples.document!;
