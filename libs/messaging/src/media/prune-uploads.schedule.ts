import { SweepLoop } from '@datacare/platform';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { MediaService } from './media.service';

const EVERY_MS = 3_600_000;

/** Removes files that were uploaded for a message which was never sent. */
@Injectable()
export class PruneUploadsSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(PruneUploadsSchedule.name);
  private readonly loop: SweepLoop;

  constructor(media: MediaService) {
    this.loop = new SweepLoop({
      name: 'messaging.prune-uploads',
      everyMs: EVERY_MS,
      run: () => media.pruneUploads(),
      onError: (error) => this.logger.error('Old uploads could not be removed', error),
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }
}
