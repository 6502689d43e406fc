import sharp from 'sharp';

const THUMBNAIL_PIXELS = 400;
/** A picture that unpacks to more than this is refused before it is unpacked. */
const MOST_INPUT_PIXELS = 80_000_000;
/** Longest sides to try when a picture must become smaller. */
const SIDES = [4_096, 2_560, 1_920, 1_280, 960];

const open = (data: Buffer) =>
  sharp(data, { limitInputPixels: MOST_INPUT_PIXELS, failOn: 'error' }).autoOrient();

export interface PictureFacts {
  width: number;
  height: number;
  thumbnail: Buffer;
}

/** Size of a picture as it is seen, and a WebP of at most 400 pixels; undefined when it cannot be read. */
export async function pictureFacts(data: Buffer): Promise<PictureFacts | undefined> {
  try {
    const { width, height, orientation } = await sharp(data, {
      limitInputPixels: MOST_INPUT_PIXELS,
    }).metadata();
    const isTurned = (orientation ?? 1) >= 5;
    const thumbnail = await open(data)
      .resize({
        width: THUMBNAIL_PIXELS,
        height: THUMBNAIL_PIXELS,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .webp({ quality: 75 })
      .toBuffer();
    return { width: isTurned ? height : width, height: isTurned ? width : height, thumbnail };
  } catch {
    return undefined;
  }
}

/** The picture as a JPEG of at most `maxBytes`; undefined when it cannot be read or made small enough. */
export async function downscaled(data: Buffer, maxBytes: number): Promise<Buffer | undefined> {
  try {
    for (const side of SIDES) {
      const smaller = await open(data)
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .jpeg({ quality: 85 })
        .toBuffer();
      if (smaller.length <= maxBytes) return smaller;
    }
  } catch {
    return undefined;
  }
  return undefined;
}
