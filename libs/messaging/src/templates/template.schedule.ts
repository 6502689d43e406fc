import { SweepLoop } from '@datacare/platform';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { TemplateSync } from './template-sync.service';

const HOUR_MS = 3_600_000;

/** Reads the templates at the start and every hour. */
@Injectable()
export class TemplateSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new SweepLoop({
    name: 'messaging.sync-templates',
    everyMs: HOUR_MS,
    run: () => this.templates.syncAll().then(() => false),
    onError: (error) =>
      new Logger(TemplateSchedule.name).error('Reading templates failed', String(error)),
  });

  constructor(private readonly templates: TemplateSync) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }
}
