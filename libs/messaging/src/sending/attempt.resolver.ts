import { Forbidden, type Viewer } from '@datacare/identity';
import { CurrentViewer } from '@datacare/identity/api';
import { NotFound } from '@datacare/platform';
import {
  Allow,
  decodeCursor,
  ForwardPage,
  pageSize,
  Refuses,
  resultUnion,
  toConnection,
} from '@datacare/platform/api';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import type { Message } from '../messages/message.entity';
import {
  ContactOptedOut,
  ContentInvalid,
  NotRetryable,
  TemplateUnavailable,
  WindowClosed,
} from '../messages/message.refusals';
import { MessageConnection, MessageType } from '../messages/message.type';
import { DropMessageInput, RetryMessageInput } from './attempt.input';
import { AttemptService } from './attempt.service';

/** Why a try is not made or taken back. */
const attemptRefusals = [
  NotFound,
  Forbidden,
  WindowClosed,
  NotRetryable,
  ContactOptedOut,
  TemplateUnavailable,
  ContentInvalid,
];

const RetryMessageResult = resultUnion('RetryMessageResult', () => [
  MessageType,
  ...attemptRefusals,
]);

const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

@Resolver(() => MessageType)
export class AttemptResolver {
  constructor(private readonly attempts: AttemptService) {}

  @Query(() => MessageConnection, {
    description:
      'Messages that WhatsApp may or may not have sent, unsettled for 15 minutes; oldest first.',
  })
  @Allow('delivery.read')
  async unconfirmedMessages(
    @CurrentViewer() viewer: Viewer,
    @Args() page: ForwardPage,
  ): Promise<MessageConnection> {
    const size = pageSize('first', page.first);
    const cursor = page.after ? decodeCursor('after', page.after, cursorSchema) : undefined;
    const after = cursor && { at: new Date(cursor[0]), id: cursor[1] };
    const rows = await this.attempts.unconfirmed(viewer, size, after);
    return toConnection(rows, size, {
      cursor: (message) => [message.at.toISOString(), message.id],
      node: (message) => message as unknown as MessageType,
      direction: 'forward',
      isContinued: after !== undefined,
    });
  }

  @Mutation(() => RetryMessageResult, {
    description:
      'Tries a failed, given up or long unconfirmed message again, under the rules of a new one.',
  })
  @Allow('conversation.reply')
  @Refuses(...attemptRefusals)
  retryMessage(
    @CurrentViewer() viewer: Viewer,
    @Args('input') { messageId }: RetryMessageInput,
  ): Promise<Message> {
    return this.attempts.retry(viewer, messageId);
  }

  @Mutation(() => RetryMessageResult, {
    description:
      'Gives an unconfirmed message up, or takes one back that waits for its time; sending it again is retryMessage.',
  })
  @Allow('conversation.reply')
  @Refuses(...attemptRefusals)
  dropMessage(
    @CurrentViewer() viewer: Viewer,
    @Args('input') { messageId }: DropMessageInput,
  ): Promise<Message> {
    return this.attempts.drop(viewer, messageId);
  }
}
