import { Viewer } from '@datacare/identity';
import { CurrentViewer } from '@datacare/identity/api';
import { Allow, decodeCursor, ForwardPage, pageSize, toConnection } from '@datacare/platform/api';
import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { DeadLetterService } from './dead-letter.service';
import { DeadLetterConnection, DeadLetterType } from './dead-letter.type';

const cursorSchema = z.tuple([z.string().regex(/^\d{1,18}$/)]);

@Resolver(() => DeadLetterType)
export class DeadLetterResolver {
  constructor(private readonly letters: DeadLetterService) {}

  @Query(() => DeadLetterConnection, { description: 'What could not be processed, newest first.' })
  @Allow('delivery.read')
  async deadLetters(
    @CurrentViewer() viewer: Viewer,
    @Args() page: ForwardPage,
  ): Promise<DeadLetterConnection> {
    const size = pageSize('first', page.first);
    const after = page.after ? decodeCursor('after', page.after, cursorSchema)[0] : undefined;
    const rows = await this.letters.list(viewer, {
      limit: size + 1,
      ...(after ? { afterId: after } : {}),
    });
    return toConnection(rows, size, {
      cursor: ({ id }) => [id],
      node: (row) => row,
      direction: 'forward',
      isContinued: after !== undefined,
    });
  }

  @Mutation(() => Int, { description: 'Has dead letters tried again; answers how many.' })
  @Allow('delivery.manage')
  replayDeadLetters(
    @CurrentViewer() viewer: Viewer,
    @Args('ids', { type: () => [ID] }) ids: string[],
  ): Promise<number> {
    return this.letters.replay(viewer, ids);
  }

  @Mutation(() => Int, { description: 'Gives up on dead letters; answers how many.' })
  @Allow('delivery.manage')
  dropDeadLetters(
    @CurrentViewer() viewer: Viewer,
    @Args('ids', { type: () => [ID] }) ids: string[],
  ): Promise<number> {
    return this.letters.drop(viewer, ids);
  }
}
