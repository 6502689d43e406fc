// channels, threads, messages, media, webhooks (the way in)
export { ChannelCheckService, type ChannelCheck } from './channels/channel-check.service';
export { Channel, ChannelSchema } from './channels/channel.entity';
export { ChannelService } from './channels/channel.service';
export { Media, MediaSchema } from './media/media.entity';
export {
  authorKinds,
  Message,
  MessageSchema,
  type AuthorKind,
  type MessageError,
} from './messages/message.entity';
export { messageStatuses, type MessageStatus } from './messages/message-status';
export * from './messages/message.refusals';
export { Reaction, ReactionSchema } from './messages/reaction.entity';
export * from './messaging.events';
export { messagingEntities } from './entities';
export { MessagingModule } from './messaging.module';
export { Thread, ThreadSchema } from './threads/thread.entity';
export { ThreadService, type ThreadPair } from './threads/thread.service';
export { WebhookEvent, WebhookEventSchema } from './webhooks/webhook-event.entity';

export { MediaService } from './media/media.service';
export { MediaLinks } from './media/media-links';
export { MessageReader } from './messages/message-reader.service';
export { IngestService } from './webhooks/ingest.service';
export { WebhookInbox } from './webhooks/webhook-inbox.service';
export { ChannelClients } from './channels/channel-clients';
export { explainFailure } from './messages/message-failure';

// sending, templates (the way out)
export { isWindowOpen, windowExpiresAt, type WindowFacts } from './messages/customer-window';
export { OutgoingService, type QueueOptions } from './sending/outgoing.service';
export { AttemptService } from './sending/attempt.service';
export { ReceiptService } from './sending/receipt.service';
export { sendWakeup } from './sending/send.queue';
export { TemplateSync } from './templates/template-sync.service';
export { TemplateService } from './templates/template.service';
export { ThreadAccess, type ThreadPermission, type ThreadRule } from './threads/thread-access';
export { DailyReach, DailyReachSchema } from './sending/daily-reach.entity';
export {
  attemptStates,
  SendAttempt,
  SendAttemptSchema,
  sendPriority,
  type AttemptState,
} from './sending/send-attempt.entity';
export { Template, TemplateSchema } from './templates/template.entity';
