import { ContactsModule } from '@datacare/contacts';
import { Module, type Provider } from '@nestjs/common';

/** The way in: what ingestion, threads, media and channels share between the processes. */
const incoming: Provider[] = [];
/** The way out: queueing, delivery state and templates. */
const outgoing: Provider[] = [];

/** Channels, threads, messages, media, and the ways in and out. */
@Module({
  imports: [ContactsModule],
  providers: [...incoming, ...outgoing],
  exports: [...incoming, ...outgoing] as never[],
})
export class MessagingModule {}
