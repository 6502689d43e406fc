import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { MikroORM, type EntityClass } from '@mikro-orm/postgresql';
import { Config } from './config/config';
import { Database } from './database/database';
import { connect } from './database/orm';
import { Events } from './events/events';
import { Journal, JournalStore } from './journal/journal';
import { MongoJournalStore } from './journal/mongo-journal-store';
import { PostgresJournalStore } from './journal/postgres-journal-store';
import { QueueModule } from './queues/queue.module';
import { SecretBox } from './secrets/secret-box';
import { DiskFileStore } from './storage/disk-file-store';
import { FileStore } from './storage/file-store';
import { S3FileStore } from './storage/s3-file-store';

/** What both apps stand on: settings, database, events, queues, secrets, files, journal. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(private readonly orm: MikroORM) {}

  static forRoot(options: { config: Config; entities: EntityClass<unknown>[] }): DynamicModule {
    const providers = [
      { provide: Config, useValue: options.config },
      { provide: MikroORM, useFactory: () => connect(options.config, options.entities) },
      { provide: FileStore, useFactory: () => fileStore(options.config) },
      {
        provide: JournalStore,
        useFactory: (db: Database): JournalStore =>
          options.config.mongodbUrl
            ? new MongoJournalStore(options.config.mongodbUrl)
            : new PostgresJournalStore(db),
        inject: [Database],
      },
      Database,
      Events,
      Journal,
      SecretBox,
    ];
    return {
      module: PlatformModule,
      imports: [QueueModule.forRoot()],
      providers,
      exports: [
        Config,
        MikroORM,
        Database,
        Events,
        Journal,
        JournalStore,
        SecretBox,
        FileStore,
        QueueModule,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.orm.close();
  }
}

function fileStore({ storage }: Config): FileStore {
  return storage.kind === 's3' ? new S3FileStore(storage) : new DiskFileStore(storage.dir);
}
