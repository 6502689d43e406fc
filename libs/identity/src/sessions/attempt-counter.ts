import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Config, connectRedis } from '@datacare/platform';

/** Something that is counted, and how much of it is let through in one window. */
export interface Allowance {
  readonly key: string;
  readonly most: number;
}

export const WINDOW_SECONDS = 15 * 60;
const REDIS_PATIENCE_MS = 500;
/** After a failure Redis is left alone for this long, so that logins do not each wait for it. */
const AWAY_MS = 5_000;
const MOST_KEYS = 100_000;

/** Counts one try on each key; answers each key's count and the milliseconds its window still has. */
const countScript = `
local out = {}
for i, key in ipairs(KEYS) do
  local count = redis.call('incr', key)
  if count == 1 then redis.call('pexpire', key, ARGV[1]) end
  out[#out + 1] = count
  out[#out + 1] = redis.call('pttl', key)
end
return out`;

/** Takes a try back, without ever making a key that is not there. */
const forgiveScript = `
for i, key in ipairs(KEYS) do
  if redis.call('exists', key) == 1 and redis.call('decr', key) <= 0 then redis.call('del', key) end
end`;

/**
 * Counts tries in fixed windows of fifteen minutes, over all processes in Redis. While Redis is away each process
 * counts for itself: the limit then holds per process, and nobody is locked out.
 */
@Injectable()
export class AttemptCounter implements OnApplicationShutdown {
  private readonly logger = new Logger(AttemptCounter.name);
  private redis?: ReturnType<typeof connectRedis>;
  private awayUntil = 0;
  private readonly local = new Map<string, { count: number; endsAt: number }>();

  constructor(private readonly config: Config) {}

  /** Counts one try; answers the seconds to wait when any allowance is used up, else undefined. */
  async count(allowances: readonly Allowance[]): Promise<number | undefined> {
    const counts = await this.withRedis(
      async (redis) => {
        const keys = allowances.map(({ key }) => this.redisKey(key));
        const answer = await redis.eval(countScript, keys.length, ...keys, WINDOW_SECONDS * 1000);
        return answer as number[];
      },
      () => allowances.flatMap(({ key }) => this.countHere(key)),
    );
    const waits = allowances.flatMap(({ most }, index) =>
      (counts[index * 2] ?? 0) > most ? [counts[index * 2 + 1] ?? 0] : [],
    );
    return waits.length ? Math.max(1, Math.ceil(Math.max(...waits) / 1000)) : undefined;
  }

  /** Takes back a try that turned out to be rightful. */
  async forgive(keys: readonly string[]): Promise<void> {
    await this.withRedis(
      (redis) => redis.eval(forgiveScript, keys.length, ...keys.map((key) => this.redisKey(key))),
      () => keys.forEach((key) => this.forgiveHere(key)),
    );
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private redisKey(key: string): string {
    return `${this.config.redisPrefix}:attempts:${key}`;
  }

  private countHere(key: string): [number, number] {
    const now = Date.now();
    let entry = this.local.get(key);
    if (!entry || entry.endsAt <= now) {
      this.local.delete(key);
      entry = { count: 0, endsAt: now + WINDOW_SECONDS * 1000 };
      this.local.set(key, entry);
      const [oldest] = this.local.keys();
      if (this.local.size > MOST_KEYS && oldest !== undefined) this.local.delete(oldest);
    }
    entry.count++;
    return [entry.count, entry.endsAt - now];
  }

  private forgiveHere(key: string): void {
    const entry = this.local.get(key);
    if (entry) entry.count--;
  }

  private async withRedis<T>(
    ask: (redis: ReturnType<typeof connectRedis>) => Promise<T>,
    otherwise: () => T,
  ): Promise<T> {
    if (Date.now() < this.awayUntil) return otherwise();
    this.redis ??= connectRedis(this.config.redisUrl);
    let timer: NodeJS.Timeout | undefined;
    try {
      const asked = ask(this.redis);
      asked.catch(() => undefined);
      const timeout = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('Redis did not answer')), REDIS_PATIENCE_MS);
      });
      return await Promise.race([asked, timeout]);
    } catch (error) {
      this.awayUntil = Date.now() + AWAY_MS;
      this.logger.warn(`Tries are counted in this process only: ${String(error)}`);
      return otherwise();
    } finally {
      clearTimeout(timer);
    }
  }
}
