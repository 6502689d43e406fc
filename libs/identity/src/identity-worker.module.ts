import { Module } from '@nestjs/common';
import { IdentityModule } from './identity.module';
import { PruneSessions } from './sessions/prune-sessions.schedule';

/** What identity does in the background. */
@Module({ imports: [IdentityModule], providers: [PruneSessions] })
export class IdentityWorkerModule {}
