import { Module, type Provider } from '@nestjs/common';
import { RefreshChannelsSchedule } from './channels/refresh-channels.schedule';
import { MediaFetchProcessor } from './media/media-fetch.processor';
import { PruneUploadsSchedule } from './media/prune-uploads.schedule';
import { MessagingModule } from './messaging.module';
import { ClaimService } from './sending/claim.service';
import { LeaseService } from './sending/lease.service';
import { MediaUpload } from './sending/media-upload.service';
import { ReceiptProcessor } from './sending/receipt.processor';
import { SendProcessor } from './sending/send.processor';
import { SendSchedule } from './sending/send.schedule';
import { Sender } from './sending/sender.service';
import { SettleService } from './sending/settle.service';
import { TemplateProcessor } from './templates/template.processor';
import { TemplateSchedule } from './templates/template.schedule';
import { MergeOnContactsMerged } from './threads/merge-on-contacts-merged.handler';
import { IngestProcessor } from './webhooks/ingest.processor';
import { PruneWebhooksSchedule } from './webhooks/prune-webhooks.schedule';

const incoming: Provider[] = [
  IngestProcessor,
  MediaFetchProcessor,
  MergeOnContactsMerged,
  PruneUploadsSchedule,
  PruneWebhooksSchedule,
  RefreshChannelsSchedule,
];
const outgoing: Provider[] = [
  ClaimService,
  LeaseService,
  MediaUpload,
  ReceiptProcessor,
  Sender,
  SendProcessor,
  SendSchedule,
  SettleService,
  TemplateProcessor,
  TemplateSchedule,
];

/** Ingestion, media fetching, sending and their schedules. */
@Module({ imports: [MessagingModule], providers: [...incoming, ...outgoing] })
export class MessagingWorkerModule {}
