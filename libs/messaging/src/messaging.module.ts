import { ContactsModule } from '@datacare/contacts';
import { QueueModule } from '@datacare/platform';
import { Module, type Provider } from '@nestjs/common';
import { OutboxService } from './sending/outbox.service';
import { OutgoingMedia } from './sending/outgoing-media';
import { OutgoingReferences } from './sending/outgoing-references';
import { OutgoingService } from './sending/outgoing.service';
import { sendWakeup } from './sending/send.queue';
import { TemplateService } from './templates/template.service';

/** The way in: what ingestion, threads, media and channels share between the processes. */
const incoming: Provider[] = [];
/** The way out: queueing, delivery state and templates. */
const outgoing: Provider[] = [OutgoingService, OutboxService, OutgoingMedia, OutgoingReferences, TemplateService];

/** Channels, threads, messages, media, and the ways in and out. */
@Module({
  imports: [ContactsModule, QueueModule.register(sendWakeup)],
  providers: [...incoming, ...outgoing],
  exports: [...incoming, ...outgoing] as never[],
})
export class MessagingModule {}
