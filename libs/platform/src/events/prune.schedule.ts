import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../config/config';
import { Database } from '../database/database';
import { query } from '../database/query';
import { JournalStore } from '../journal/journal';
import { SweepLoop } from '../loops/sweep-loop';

const DAY_MS = 24 * 3_600_000;
/** A console that was away for longer fetches everything anew. */
const EVENT_DAYS = 7;

/** Forgets what is past its retention: relayed events after seven days, the journal after JOURNAL_DAYS. */
@Injectable()
export class PruneSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new SweepLoop({
    name: 'prune',
    everyMs: 3_600_000,
    run: () => this.prune(),
    onError: (error) =>
      new Logger(PruneSchedule.name).error('Pruning failed and will be tried again', String(error)),
  });

  constructor(
    private readonly db: Database,
    private readonly journal: JournalStore,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  private async prune(): Promise<boolean> {
    await this.journal
      .prune(new Date(Date.now() - this.config.journalDays * DAY_MS))
      .catch(() => undefined);
    const gone = await query(
      this.db.em(),
      `delete from event where id in (
         select id from event where position is not null and created_at < now() - make_interval(days => $1) order by id limit 5000
       ) and position < (select max(position) from event) returning id`,
      [EVENT_DAYS],
    );
    return gone.length === 5_000;
  }
}
