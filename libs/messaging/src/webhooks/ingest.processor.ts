import { Jobs, SweepLoop } from '@datacare/platform';
import { Process, Processor } from '@nestjs/bull';
import {
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { IngestService } from './ingest.service';
import { ingestWakeup } from './webhook.queue';

/** Works the webhook inbox off: at once when told, and every two seconds anyway. */
@Processor(ingestWakeup.name)
export class IngestProcessor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(IngestProcessor.name);
  private readonly loop: SweepLoop;

  constructor(ingest: IngestService, jobs: Jobs) {
    this.loop = new SweepLoop({
      name: ingestWakeup.name,
      everyMs: 2_000,
      run: () => ingest.run(),
      onError: (error) =>
        this.logger.error('Webhook items could not be processed; trying again', error),
    });
    jobs.listen(ingestWakeup, () => this.loop.wake());
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
