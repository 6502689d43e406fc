import { entities } from '@datacare/database';
import { IdentityWorkerModule } from '@datacare/identity/worker';
import { InboxWorkerModule } from '@datacare/inbox/worker';
import { MessagingWorkerModule } from '@datacare/messaging/worker';
import { type Config, PlatformModule } from '@datacare/platform';
import { RelayWorkerModule } from '@datacare/platform/worker';
import { Module, type Type } from '@nestjs/common';

/** The worker under these settings: a list of the libs' WorkerModules. */
export function workerModule(config: Config): Type {
  @Module({
    imports: [
      PlatformModule.forRoot({ config, entities }),
      RelayWorkerModule,
      IdentityWorkerModule,
      MessagingWorkerModule,
      InboxWorkerModule,
    ],
  })
  class WorkerModule {}
  return WorkerModule;
}
