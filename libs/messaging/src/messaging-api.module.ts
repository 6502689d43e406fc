import { Module, type Provider } from '@nestjs/common';
import { MessagingModule } from './messaging.module';

const incoming: Provider[] = [];
const outgoing: Provider[] = [];

/** The webhook, media and GraphQL of messaging. */
@Module({
  imports: [MessagingModule],
  controllers: [],
  providers: [...incoming, ...outgoing],
  exports: [...incoming, ...outgoing] as never[],
})
export class MessagingApiModule {}
