import { SweepLoop } from '@datacare/platform';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DeadLetterService } from './dead-letter.service';

const EVERY_MS = 10 * 60_000;

/** Removes processed webhook items once Meta no longer repeats them. */
@Injectable()
export class PruneWebhooksSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(PruneWebhooksSchedule.name);
  private readonly loop: SweepLoop;

  constructor(deadLetters: DeadLetterService) {
    this.loop = new SweepLoop({
      name: 'messaging.prune-webhooks',
      everyMs: EVERY_MS,
      run: () => deadLetters.prune(),
      onError: (error) => this.logger.error('Old webhook items could not be removed', error),
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }
}
