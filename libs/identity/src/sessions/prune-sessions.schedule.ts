import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SweepLoop } from '@datacare/platform';
import { SessionService } from './session.service';

const HOUR_MS = 60 * 60 * 1000;

/** Forgets sessions that ended long ago, a batch at a time. */
@Injectable()
export class PruneSessions implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(PruneSessions.name);
  private readonly loop: SweepLoop;

  constructor(sessions: SessionService) {
    this.loop = new SweepLoop({
      name: 'identity.prune-sessions',
      everyMs: HOUR_MS,
      run: () => sessions.prune(),
      onError: (error) => this.logger.warn(`Old sessions were not pruned: ${String(error)}`),
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }
}
