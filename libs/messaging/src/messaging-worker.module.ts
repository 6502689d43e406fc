import { Module, type Provider } from '@nestjs/common';
import { MessagingModule } from './messaging.module';

const incoming: Provider[] = [];
const outgoing: Provider[] = [];

/** Ingestion, media fetching, sending and their schedules. */
@Module({ imports: [MessagingModule], providers: [...incoming, ...outgoing] })
export class MessagingWorkerModule {}
