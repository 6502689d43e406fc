import { SweepLoop } from '@datacare/platform';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ChannelService } from './channel.service';

const EVERY_MS = 60 * 60_000;

/** Adds the channel of the environment at start, and keeps what is known about the numbers fresh. */
@Injectable()
export class RefreshChannelsSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RefreshChannelsSchedule.name);
  private readonly loop: SweepLoop;

  constructor(channels: ChannelService) {
    this.loop = new SweepLoop({
      name: 'messaging.refresh-channels',
      everyMs: EVERY_MS,
      run: async () => {
        await channels.seedFromEnvironment();
        await channels.refreshAll();
        return false;
      },
      onError: (error) => this.logger.error('Channels could not be refreshed', error),
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }
}
