import { Channel } from './channels/channel.entity';
import { Media } from './media/media.entity';
import { Message } from './messages/message.entity';
import { Reaction } from './messages/reaction.entity';
import { DailyReach } from './sending/daily-reach.entity';
import { SendAttempt } from './sending/send-attempt.entity';
import { StatusOrphan } from './sending/status-orphan.entity';
import { Template } from './templates/template.entity';
import { Thread } from './threads/thread.entity';
import { WebhookEvent } from './webhooks/webhook-event.entity';

/** The tables of this lib. */
export const messagingEntities = [
  Channel,
  Thread,
  Message,
  Reaction,
  Media,
  Template,
  SendAttempt,
  DailyReach,
  StatusOrphan,
  WebhookEvent,
];
