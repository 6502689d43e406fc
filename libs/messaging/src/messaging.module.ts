import { ContactsModule } from '@datacare/contacts';
import { IdentityModule } from '@datacare/identity';
import { QueueModule } from '@datacare/platform';
import { Module, type Provider } from '@nestjs/common';
import { AccountNotices } from './channels/account-notices.service';
import { ChannelCheckService } from './channels/channel-check.service';
import { ChannelService } from './channels/channel.service';
import { ChannelClients } from './channels/channel-clients';
import { MediaFetch } from './media/media-fetch.service';
import { MediaLinks } from './media/media-links';
import { MediaStorage } from './media/media-storage.service';
import { mediaFetchWakeup } from './media/media.queue';
import { MediaService } from './media/media.service';
import { MessageReader } from './messages/message-reader.service';
import { IncomingMessages } from './messages/incoming-messages.service';
import { MessageRevision } from './messages/message-revision.service';
import { ReactionService } from './messages/reaction.service';
import { AttemptService } from './sending/attempt.service';
import { ChannelTrouble } from './sending/channel-trouble.service';
import { DeliveryService } from './sending/delivery.service';
import { OutboxService } from './sending/outbox.service';
import { OutgoingMedia } from './sending/outgoing-media';
import { OutgoingReferences } from './sending/outgoing-references';
import { OutgoingService } from './sending/outgoing.service';
import { receiptQueue } from './sending/receipt.queue';
import { ReceiptService } from './sending/receipt.service';
import { sendWakeup } from './sending/send.queue';
import { TemplateSync } from './templates/template-sync.service';
import { templatesWakeup } from './templates/template.queue';
import { TemplateService } from './templates/template.service';
import { ThreadAccess } from './threads/thread-access';
import { ThreadMerge } from './threads/thread-merge.service';
import { ThreadService } from './threads/thread.service';
import { ContactItems } from './webhooks/contact-items.service';
import { DeadLetterService } from './webhooks/dead-letter.service';
import { IngestService } from './webhooks/ingest.service';
import { ItemApplication } from './webhooks/item-application.service';
import { MessageItems } from './webhooks/message-items.service';
import { WebhookBacklog } from './webhooks/webhook-backlog.service';
import { WebhookInbox } from './webhooks/webhook-inbox.service';
import { ingestWakeup } from './webhooks/webhook.queue';

/** The way in: what ingestion, threads, media and channels share between the processes. */
const incoming: Provider[] = [
  AccountNotices,
  ChannelCheckService,
  ChannelClients,
  ChannelService,
  ContactItems,
  DeadLetterService,
  IncomingMessages,
  IngestService,
  ItemApplication,
  MediaFetch,
  MediaLinks,
  MediaService,
  MediaStorage,
  MessageItems,
  MessageReader,
  MessageRevision,
  ReactionService,
  ThreadMerge,
  ThreadService,
  WebhookBacklog,
  WebhookInbox,
];
/** The way out: queueing, delivery state and templates. */
const outgoing: Provider[] = [
  AttemptService,
  ChannelTrouble,
  DeliveryService,
  OutgoingService,
  OutboxService,
  OutgoingMedia,
  OutgoingReferences,
  ReceiptService,
  TemplateService,
  TemplateSync,
  ThreadAccess,
];

/** Channels, threads, messages, media, and the ways in and out. */
@Module({
  imports: [
    ContactsModule,
    IdentityModule,
    QueueModule.register(sendWakeup, receiptQueue, templatesWakeup, ingestWakeup, mediaFetchWakeup),
  ],
  providers: [...incoming, ...outgoing],
  exports: [...incoming, ...outgoing] as never[],
})
export class MessagingModule {}
