import { ContactsModule } from '@datacare/contacts';
import { IdentityModule } from '@datacare/identity';
import { QueueModule } from '@datacare/platform';
import { Module, type Provider } from '@nestjs/common';
import { AccountNotices } from './channels/account-notices.service';
import { ChannelClients } from './channels/channel-clients';
import { mediaFetchWakeup } from './media/media.queue';
import { IncomingMessages } from './messages/incoming-messages.service';
import { MessageRevision } from './messages/message-revision.service';
import { ReactionService } from './messages/reaction.service';
import { ChannelTrouble } from './sending/channel-trouble.service';
import { DeliveryService } from './sending/delivery.service';
import { OutboxService } from './sending/outbox.service';
import { OutgoingMedia } from './sending/outgoing-media';
import { OutgoingReferences } from './sending/outgoing-references';
import { OutgoingService } from './sending/outgoing.service';
import { sendWakeup } from './sending/send.queue';
import { TemplateService } from './templates/template.service';
import { ThreadMerge } from './threads/thread-merge.service';
import { ThreadService } from './threads/thread.service';
import { ContactItems } from './webhooks/contact-items.service';
import { DeadLetterService } from './webhooks/dead-letter.service';
import { IngestService } from './webhooks/ingest.service';
import { ItemApplication } from './webhooks/item-application.service';
import { MessageItems } from './webhooks/message-items.service';
import { WebhookInbox } from './webhooks/webhook-inbox.service';
import { ingestWakeup } from './webhooks/webhook.queue';

/** The way in: what ingestion, threads, media and channels share between the processes. */
const incoming: Provider[] = [
  AccountNotices,
  ChannelClients,
  ContactItems,
  DeadLetterService,
  IncomingMessages,
  IngestService,
  ItemApplication,
  MessageItems,
  MessageRevision,
  ReactionService,
  ThreadMerge,
  ThreadService,
  WebhookInbox,
];
/** The way out: queueing, delivery state and templates. */
const outgoing: Provider[] = [
  ChannelTrouble,
  DeliveryService,
  OutgoingService,
  OutboxService,
  OutgoingMedia,
  OutgoingReferences,
  TemplateService,
];

/** Channels, threads, messages, media, and the ways in and out. */
@Module({
  imports: [
    ContactsModule,
    IdentityModule,
    QueueModule.register(sendWakeup, ingestWakeup, mediaFetchWakeup),
  ],
  providers: [...incoming, ...outgoing],
  exports: [...incoming, ...outgoing] as never[],
})
export class MessagingModule {}
