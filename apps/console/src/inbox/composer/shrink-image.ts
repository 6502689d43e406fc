import { limits } from '@datacare/cloud-api/content';

/** Longest sides to try, in pixels: WhatsApp itself shows photos at no more than the second. */
const SIDES = [4096, 2560, 1920, 1280, 960];
const QUALITIES = [0.9, 0.8, 0.7];

/** A JPEG copy of a picture that is small enough for WhatsApp, as large and as good as fits. Throws when it cannot be drawn. */
export async function shrinkImage(
  file: File,
  maxBytes: number = limits.media.image.maxBytes,
): Promise<File> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const longest = Math.max(picture.width, picture.height);
    for (const side of SIDES) {
      const scale = Math.min(1, side / longest);
      for (const quality of QUALITIES) {
        const blob = await draw(picture, scale, quality);
        if (blob.size <= maxBytes)
          return new File([blob], jpegName(file.name), { type: 'image/jpeg' });
      }
    }
  } finally {
    picture.close();
  }
  throw new Error('This picture could not be made small enough.');
}

function draw(picture: ImageBitmap, scale: number, quality: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('This browser cannot draw pictures.');
  // JPEG knows no transparency: what was clear becomes white, not black.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) =>
        blob ? resolve(blob) : reject(new Error('This picture could not be made smaller.')),
      'image/jpeg',
      quality,
    );
  });
}

const jpegName = (name: string) => `${name.replace(/\.[a-z0-9]+$/i, '')}.jpg`;
