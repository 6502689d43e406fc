import { BullModule } from '@nestjs/bull';
import { Global, Module, type DynamicModule } from '@nestjs/common';
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

@Global()
@Module({})
export class QueueModule {
  static forRoot(): DynamicModule {
    return {
      module: QueueModule,
      imports: [
        BullModule.forRootAsync({
          inject: [Config],
          useFactory: (config: Config) => {
            const shared: Partial<Record<'client' | 'subscriber', Redis>> = {};
            return {
              // Queues share the two connections that may be shared; each has a blocking one of its own.
              createClient: (type) =>
                type === 'bclient'
                  ? connectRedis(config.redisUrl, { forBull: true })
                  : (shared[type] ??= connectRedis(config.redisUrl, {
                      forBull: true,
                    }).setMaxListeners(200)),
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
