import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const storage = new AsyncLocalStorage<string>();

/** The id that follows one piece of news from webhook to reply, through every process and log line. */
export const correlationId = (): string | undefined => storage.getStore();

/** Runs `work` under the given correlation id, or under a new one. */
export function runWithCorrelation<T>(id: string | null | undefined, work: () => T): T {
  return storage.run(id ?? randomUUID(), work);
}
