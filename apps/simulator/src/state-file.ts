import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FakeControl } from '@datacare/cloud-api/testing';

const EVERY_MS = 5000;

/** Goes on from the file and writes it every few seconds; answers what saves it one last time. */
export async function keepState(
  file: string,
  control: FakeControl,
  say: (message: string, more?: object) => void,
): Promise<() => Promise<void>> {
  let written = '';
  try {
    written = await readFile(file, 'utf8');
    control.restore(JSON.parse(written));
  } catch (error) {
    const isNew = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (!isNew)
      say('the kept state does not fit and is left behind', { file, error: String(error) });
  }
  await mkdir(dirname(file), { recursive: true });
  const save = async () => {
    const text = JSON.stringify(control.snapshot());
    if (text === written) return;
    // Written beside and renamed, so that a crash never leaves half a file.
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
    written = text;
  };
  const complain = (error: unknown) =>
    say('the state could not be kept', { file, error: String(error) });
  setInterval(() => void save().catch(complain), EVERY_MS).unref();
  return () => save().catch(complain);
}
