import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { Config } from '../config/config';
import { connectRedis } from '../queues/queue.module';

/** Tells every API process that the event table has news. A hint that is lost costs the interval of their poll. */
@Injectable()
export class LiveHints implements OnApplicationShutdown {
  private readonly channel: string;
  private readonly redis: Redis;
  private subscriber?: Redis;

  constructor(private readonly config: Config) {
    this.channel = `${config.redisPrefix}:live`;
    this.redis = connectRedis(config.redisUrl);
  }

  publish(): void {
    this.redis.publish(this.channel, '').catch(() => undefined);
  }

  listen(onHint: () => void): void {
    this.subscriber = connectRedis(this.config.redisUrl);
    this.subscriber.subscribe(this.channel).catch(() => undefined);
    this.subscriber.on('message', onHint);
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
    this.subscriber?.disconnect();
  }
}
