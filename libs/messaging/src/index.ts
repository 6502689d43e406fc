// channels, threads, messages, media, webhooks (the way in)
export { Channel, ChannelSchema } from './channels/channel.entity';
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

// sending, templates (the way out)
export { isWindowOpen, windowExpiresAt, type WindowFacts } from './messages/customer-window';
export { OutgoingService, type QueueOptions } from './sending/outgoing.service';
export { sendWakeup } from './sending/send.queue';
export { TemplateService } from './templates/template.service';
export { DailyReach, DailyReachSchema } from './sending/daily-reach.entity';
export {
  attemptStates,
  SendAttempt,
  SendAttemptSchema,
  sendPriority,
  type AttemptState,
} from './sending/send-attempt.entity';
export { Template, TemplateSchema } from './templates/template.entity';
