import { Database, Jobs, SweepLoop } from '@datacare/platform';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DeliveryService } from './delivery.service';
import { LeaseService } from './lease.service';
import { sendWakeup } from './send.queue';
import { Sender } from './sender.service';

const MEASURE_MS = 10_000;

/** Runs the sender and the sweeps around it as long as the worker runs. */
@Injectable()
export class SendSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SendSchedule.name);
  private readonly leases = this.loop('messaging.leases', 1_000, async () => {
    if ((await this.lease.sweep()) > 0) this.sender.wake();
  });
  private readonly orphans = this.loop('messaging.status-orphans', 2_000, () =>
    this.db.transaction((em) => this.delivery.matchOrphans(em)),
  );
  private readonly measures = this.loop('messaging.send-metrics', MEASURE_MS, () =>
    this.lease.measure(),
  );

  constructor(
    private readonly sender: Sender,
    private readonly lease: LeaseService,
    private readonly delivery: DeliveryService,
    private readonly db: Database,
    private readonly jobs: Jobs,
  ) {}

  onApplicationBootstrap(): void {
    // What this process itself queues need not take the way over Redis.
    this.jobs.listen(sendWakeup, () => this.sender.wake());
    this.sender.start();
    for (const loop of [this.leases, this.orphans, this.measures]) loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(
      [this.sender, this.leases, this.orphans, this.measures].map((loop) => loop.stop()),
    );
  }

  private loop(name: string, everyMs: number, run: () => Promise<unknown>): SweepLoop {
    return new SweepLoop({
      name,
      everyMs,
      run: () => run().then(() => false),
      onError: (error) =>
        this.logger.error(`${name} failed and will be tried again`, String(error)),
    });
  }
}
