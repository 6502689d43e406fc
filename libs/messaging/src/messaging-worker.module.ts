import { Module, type Provider } from '@nestjs/common';
import { MessagingModule } from './messaging.module';
import { ClaimService } from './sending/claim.service';
import { LeaseService } from './sending/lease.service';
import { MediaUpload } from './sending/media-upload.service';
import { SendProcessor } from './sending/send.processor';
import { SendSchedule } from './sending/send.schedule';
import { Sender } from './sending/sender.service';
import { SettleService } from './sending/settle.service';
import { MergeOnContactsMerged } from './threads/merge-on-contacts-merged.handler';
import { IngestProcessor } from './webhooks/ingest.processor';
import { PruneWebhooksSchedule } from './webhooks/prune-webhooks.schedule';

const incoming: Provider[] = [IngestProcessor, MergeOnContactsMerged, PruneWebhooksSchedule];
const outgoing: Provider[] = [
  ClaimService,
  LeaseService,
  MediaUpload,
  Sender,
  SendProcessor,
  SendSchedule,
  SettleService,
];

/** Ingestion, media fetching, sending and their schedules. */
@Module({ imports: [MessagingModule], providers: [...incoming, ...outgoing] })
export class MessagingWorkerModule {}
