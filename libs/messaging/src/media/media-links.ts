import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Config } from '@datacare/platform';
import { Injectable } from '@nestjs/common';

/** A link opens for at most this long. */
const LIFE_SECONDS = 300;
/** Links made in the same minute are the same, so that browsers can keep the picture. */
const STEP_SECONDS = 60;

const TOKEN = /^(\d{1,12})\.([0-9a-f-]{36})\.([\w-]{43})$/;

/** Makes and checks links to files: bound to the file, to who asked for it, and to a few minutes. */
@Injectable()
export class MediaLinks {
  private readonly key: Buffer;

  constructor(config: Config) {
    this.key = Buffer.from(hkdfSync('sha256', config.jwtSecret, '', 'datacare media links', 32));
  }

  /** The path of a file for this member. */
  to(
    mediaId: string,
    memberId: string,
    options: { isThumbnail?: boolean } = {},
    now = Date.now(),
  ): string {
    const seconds = Math.floor(now / 1000);
    const expiry = seconds - (seconds % STEP_SECONDS) + LIFE_SECONDS;
    const token = `${expiry}.${memberId}.${this.sign(mediaId, memberId, expiry)}`;
    return `/media/${mediaId}?token=${token}${options.isThumbnail ? '&thumbnail=1' : ''}`;
  }

  /** Whether the token opens this file now. */
  opens(mediaId: string, token: unknown, now = Date.now()): boolean {
    const parts = typeof token === 'string' ? TOKEN.exec(token) : null;
    if (!parts) return false;
    const [, expiry, memberId, signature] = parts;
    const expected = Buffer.from(this.sign(mediaId, memberId!, Number(expiry)));
    const isGenuine = timingSafeEqual(expected, Buffer.from(signature!));
    return isGenuine && Number(expiry) * 1000 > now;
  }

  private sign(mediaId: string, memberId: string, expiry: number): string {
    return createHmac('sha256', this.key)
      .update(`${mediaId}|${memberId}|${expiry}`)
      .digest('base64url');
  }
}
