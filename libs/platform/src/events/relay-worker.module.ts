import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { LiveHints } from '../live/live-hints';
import { EventRelay } from './event-relay';
import { PruneSchedule } from './prune.schedule';
import { RelayProcessor } from './relay.processor';

/** The worker's part in events: handing them on, and forgetting the old ones. */
@Module({
  imports: [DiscoveryModule],
  providers: [EventRelay, LiveHints, RelayProcessor, PruneSchedule],
  exports: [EventRelay],
})
export class RelayWorkerModule {}
