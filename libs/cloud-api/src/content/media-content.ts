import { z } from 'zod';
import { limits } from './limits';
import { flag, httpLink, object, saying, words } from './rules';

const source = {
  id: words(512).optional(),
  link: httpLink(limits.link).optional(),
};

const hasOneSource = (media: { id?: string | undefined; link?: string | undefined }) =>
  (media.id === undefined) !== (media.link === undefined);

const oneSource = { error: saying('give either id or link, and only one of them') };

export const imageSchema = object({
  ...source,
  caption: words(limits.caption, 0).optional(),
}).refine(hasOneSource, oneSource);
export const videoSchema = imageSchema;
export const audioSchema = object({ ...source, voice: flag.optional() }).refine(
  hasOneSource,
  oneSource,
);
export const documentSchema = object({
  ...source,
  caption: words(limits.caption, 0).optional(),
  filename: words(limits.filename).optional(),
}).refine(hasOneSource, oneSource);
export const stickerSchema = object(source).refine(hasOneSource, oneSource);

/** Media in the header of an interactive message or template: no caption there. */
export const headerMediaSchema = object(source).refine(hasOneSource, oneSource);
export const headerDocumentSchema = object({
  ...source,
  filename: words(limits.filename).optional(),
}).refine(hasOneSource, oneSource);

const coordinate = (bound: number) => {
  const error = saying(`must be a number from -${bound} to ${bound}`);
  return z
    .union([z.number(), z.string().regex(/^-?\d{1,3}(\.\d+)?$/)], { error })
    .refine((value) => Math.abs(Number(value)) <= bound, { error });
};

export const locationSchema = object({
  latitude: coordinate(90),
  longitude: coordinate(180),
  name: words(limits.locationText, 0).optional(),
  address: words(limits.locationText, 0).optional(),
});
