import { Jobs, SweepLoop } from '@datacare/platform';
import { Process, Processor } from '@nestjs/bull';
import {
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { MediaFetch } from './media-fetch.service';
import { mediaFetchWakeup } from './media.queue';

/** Fetches files of customers: at once when told, and every five seconds anyway. */
@Processor(mediaFetchWakeup.name)
export class MediaFetchProcessor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(MediaFetchProcessor.name);
  private readonly loop: SweepLoop;

  constructor(fetching: MediaFetch, jobs: Jobs) {
    this.loop = new SweepLoop({
      name: mediaFetchWakeup.name,
      everyMs: 5_000,
      run: () => fetching.run(),
      onError: (error) => this.logger.error('Files could not be fetched; trying again', error),
    });
    jobs.listen(mediaFetchWakeup, () => this.loop.wake());
  }

  @Process()
  wake(): void {
    this.loop.wake();
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }
}
