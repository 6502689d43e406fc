import { BullModule } from '@nestjs/bull';
import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../config/config';
import { relayWakeup } from '../events/relay.queue';
import type { QueueDefinition } from './define-queue';
import { Jobs } from './jobs';

/** Reconnects for ever, at most every two seconds, without filling the log. */
export function connectRedis(url: string, options: { forBull?: boolean } = {}): Redis {
  const redis = new Redis(url, {
    // Bull's blocking connections must wait as long as it takes; our own commands must not.
    maxRetriesPerRequest: options.forBull ? null : 1,
    enableReadyCheck: false,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  });
  redis.on('error', () => undefined);
  return redis;
}

interface Shared extends Partial<Record<'client' | 'subscriber', Redis>> {
  blocking: Redis[];
}
const connections = new WeakMap<Config, Shared>();

/** Queues share the two connections that may be shared; each has a blocking one of its own. */
function sharedConnections(config: Config): Shared {
  const shared = connections.get(config) ?? { blocking: [] };
  connections.set(config, shared);
  return shared;
}

@Global()
@Module({})
export class QueueModule implements OnApplicationShutdown {
  constructor(private readonly config: Config) {}

  /** Runs after the queues have closed, which leave connections they did not make. */
  onApplicationShutdown(): void {
    const { blocking, ...shared } = sharedConnections(this.config);
    for (const redis of Object.values(shared)) redis.disconnect();
    // Closing a queue breaks off its blocking read, upon which ioredis would connect anew.
    for (const redis of blocking) redis.disconnect();
  }

  static forRoot(): DynamicModule {
    return {
      module: QueueModule,
      imports: [
        BullModule.forRootAsync({
          inject: [Config],
          useFactory: (config: Config) => {
            const shared = sharedConnections(config);
            return {
              createClient: (type) => {
                if (type !== 'bclient') {
                  return (shared[type] ??= connectRedis(config.redisUrl, {
                    forBull: true,
                  }).setMaxListeners(200));
                }
                const redis = connectRedis(config.redisUrl, { forBull: true });
                shared.blocking.push(redis);
                return redis;
              },
              prefix: config.redisPrefix,
              settings: { stalledInterval: 0 },
            };
          },
        }),
        QueueModule.register(relayWakeup),
      ],
      providers: [Jobs],
      exports: [Jobs],
    };
  }

  /** The queues that a lib puts jobs on or takes them from. */
  static register(...queues: QueueDefinition<never>[] | { name: string }[]): DynamicModule {
    return BullModule.registerQueue(...queues.map(({ name }) => ({ name })));
  }
}
