import { IdentityModule } from '@datacare/identity';
import { Module, type Provider } from '@nestjs/common';
import { ChannelResolver } from './channels/channel.resolver';
import { MediaController } from './media/media.controller';
import { MediaResolver } from './media/media.resolver';
import { MessageResolver } from './messages/message.resolver';
import { MessagingModule } from './messaging.module';
import { AttemptResolver } from './sending/attempt.resolver';
import { TemplateResolver } from './templates/template.resolver';
import { DeadLetterResolver } from './webhooks/dead-letter.resolver';
import { WebhookController } from './webhooks/webhook.controller';

const incoming: Provider[] = [ChannelResolver, DeadLetterResolver, MediaResolver, MessageResolver];
const outgoing: Provider[] = [AttemptResolver, TemplateResolver];

/** The webhook, media and GraphQL of messaging. */
@Module({
  imports: [MessagingModule, IdentityModule],
  controllers: [MediaController, WebhookController],
  providers: [...incoming, ...outgoing],
  exports: [...incoming, ...outgoing] as never[],
})
export class MessagingApiModule {}
