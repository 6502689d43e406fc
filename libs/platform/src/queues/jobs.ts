import { getQueueToken } from '@nestjs/bull';
import { Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { JobOptions, Queue } from 'bull';
import { counter } from '../observability/metrics';
import type { QueueDefinition } from './define-queue';

const lost = counter(
  'datacare_wakeups_lost_total',
  'Wake-ups that Redis did not take; the sweep finds the work',
  ['queue'],
);
const COALESCE_MS = 5;
const REDIS_PATIENCE_MS = 2_000;

/** Puts jobs on Bull queues. Redis may be away: that costs delay, never work, since the database holds the truth. */
@Injectable()
export class Jobs {
  private readonly logger = new Logger(Jobs.name);
  private readonly ringing = new Set<string>();
  private readonly listeners = new Map<string, () => void>();

  constructor(private readonly modules: ModuleRef) {}

  /** A loop of this same process that should not wait for Redis to hear of its work. */
  listen(queue: QueueDefinition<never> | { name: string }, wake: () => void): void {
    this.listeners.set(queue.name, wake);
  }

  /** Says that there is work. Rings within a few milliseconds are one. Never throws. */
  ring<Payload>(queue: QueueDefinition<Payload>, payload: Payload): void {
    const local = this.listeners.get(queue.name);
    if (local) return local();
    const key = `${queue.name}:${JSON.stringify(payload)}`;
    if (this.ringing.has(key)) return;
    this.ringing.add(key);
    setTimeout(() => {
      this.ringing.delete(key);
      void this.add(queue, payload);
    }, COALESCE_MS);
  }

  /** Adds a job; resolves to false when Redis did not take it. */
  async add<Payload>(
    queue: QueueDefinition<Payload>,
    payload: Payload,
    options: JobOptions = {},
  ): Promise<boolean> {
    const bull = this.modules.get<Queue>(getQueueToken(queue.name), { strict: false });
    let timer: NodeJS.Timeout | undefined;
    try {
      const timeout = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('Redis did not answer')), REDIS_PATIENCE_MS);
      });
      const adding = bull.add(queue.schema.parse(payload), {
        removeOnComplete: true,
        removeOnFail: 100,
        ...options,
      });
      adding.catch(() => undefined);
      await Promise.race([adding, timeout]);
      return true;
    } catch (error) {
      lost.inc({ queue: queue.name });
      this.logger.debug(`No wake-up for ${queue.name}: ${String(error)}`);
      return false;
    } finally {
      clearTimeout(timer);
    }
  }
}
