import type { Readable } from 'node:stream';

export interface StoredFile {
  stream: Readable;
  /** Bytes of the whole file, also when a range was asked for. */
  size: number;
}

/** Bytes `start` to `end`, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

export class FileMissing extends Error {
  constructor(key: string) {
    super(`There is no stored file ${key}`);
  }
}

const KEY = /^[a-z0-9][a-z0-9/_.-]*$/i;

/** Keys are made by the product; one that could leave the store is a bug or an attack. */
export function assertKey(key: string): void {
  if (!KEY.test(key) || key.includes('..') || key.includes('//'))
    throw new Error('That is not a key of the file store');
}

/** Where media live: a folder or an S3 bucket. */
export abstract class FileStore {
  abstract put(key: string, data: Buffer, about: { contentType: string }): Promise<void>;
  /** Throws FileMissing. */
  abstract get(key: string, range?: ByteRange): Promise<StoredFile>;
  abstract delete(key: string): Promise<void>;
  abstract exists(key: string): Promise<boolean>;
}
