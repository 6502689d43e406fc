import { createReadStream } from 'node:fs';
import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { newId } from '../database/columns';
import { assertKey, FileMissing, FileStore, type ByteRange, type StoredFile } from './file-store';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Files in a folder; a file appears whole or not at all. */
export class DiskFileStore extends FileStore {
  private readonly dir: string;

  constructor(dir: string) {
    super();
    this.dir = resolve(dir);
  }

  async put(key: string, data: Buffer): Promise<void> {
    const path = this.path(key);
    const partial = `${path}.${newId()}.part`;
    await mkdir(dirname(path), { recursive: true });
    try {
      const file = await open(partial, 'w');
      try {
        await file.writeFile(data);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partial, path);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  }

  async get(key: string, range?: ByteRange): Promise<StoredFile> {
    const path = this.path(key);
    try {
      const { size } = await stat(path);
      return { stream: createReadStream(path, range), size };
    } catch (error) {
      throw isMissing(error) ? new FileMissing(key) : error;
    }
  }

  async delete(key: string): Promise<void> {
    await rm(this.path(key), { force: true });
  }

  async exists(key: string): Promise<boolean> {
    return access(this.path(key)).then(
      () => true,
      () => false,
    );
  }

  private path(key: string): string {
    assertKey(key);
    return join(this.dir, key);
  }
}
