import { Forbidden, Viewer } from '@datacare/identity';
import { CurrentViewer } from '@datacare/identity/api';
import {
  ClientKeyReused,
  ContactOptedOut,
  ContentInvalid,
  TemplateUnavailable,
  WindowClosed,
  type Message,
} from '@datacare/messaging';
import { MessageType } from '@datacare/messaging/api';
import { NotFound } from '@datacare/platform';
import { Allow, Refuses, resultUnion } from '@datacare/platform/api';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { SendMessageInput } from './reply.input';
import { ReplyService } from './reply.service';

const refusals = [
  NotFound,
  Forbidden,
  WindowClosed,
  ContactOptedOut,
  ContentInvalid,
  TemplateUnavailable,
  ClientKeyReused,
] as const;
const SendMessageResult = resultUnion('SendMessageResult', () => [MessageType, ...refusals]);

@Resolver(() => MessageType)
export class ReplyResolver {
  constructor(private readonly replies: ReplyService) {}

  @Mutation(() => SendMessageResult, {
    description: 'Queues a message to the customer; the statuses tell how far it gets.',
  })
  @Allow('conversation.reply')
  @Refuses(...refusals)
  sendMessage(
    @CurrentViewer() viewer: Viewer,
    @Args('input') input: SendMessageInput,
  ): Promise<Message> {
    return this.replies.send(viewer, input);
  }
}
