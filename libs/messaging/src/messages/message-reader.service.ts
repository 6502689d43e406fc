import { Database } from '@datacare/platform';
import { Injectable } from '@nestjs/common';
import { Media } from '../media/media.entity';
import { SendAttempt } from '../sending/send-attempt.entity';
import { Message } from './message.entity';
import { Reaction } from './reaction.entity';

/** Where a page ends: the place of a message in its thread. */
export interface MessagePlace {
  at: Date;
  id: string;
}

/** A message named by Meta's id, which is unique within a channel. */
export interface WamidKey {
  channelId: string;
  wamid: string;
}

const wamidText = ({ channelId, wamid }: WamidKey) => `${channelId}|${wamid}`;

/** Reads messages and what belongs to them. It asks nobody's rights: whoever shows a thread has asked before. */
@Injectable()
export class MessageReader {
  constructor(private readonly database: Database) {}

  /** Messages of a thread before a place, newest last; up to `limit`, read along the index. */
  async page(threadId: string, page: { limit: number; before?: MessagePlace }): Promise<Message[]> {
    const { limit, before } = page;
    const rows = await this.database.em().find(
      Message,
      {
        threadId,
        ...(before
          ? {
              at: { $lte: before.at },
              $or: [{ at: { $lt: before.at } }, { at: before.at, id: { $lt: before.id } }],
            }
          : {}),
      },
      { orderBy: { at: 'desc', id: 'desc' }, limit },
    );
    return rows.reverse();
  }

  /** Messages by id, in any order; with `threadIds` only those of these threads. */
  byIds(ids: readonly string[], threadIds?: readonly string[]): Promise<Message[]> {
    return this.database.em().find(Message, {
      id: { $in: [...ids] },
      ...(threadIds ? { threadId: { $in: [...threadIds] } } : {}),
    });
  }

  /** Quoted messages in the order of the keys; undefined where the message is not stored. */
  async byWamids(keys: readonly WamidKey[]): Promise<(Message | undefined)[]> {
    const found = await this.database.em().find(Message, {
      channelId: { $in: [...new Set(keys.map(({ channelId }) => channelId))] },
      wamid: { $in: [...new Set(keys.map(({ wamid }) => wamid))] },
    });
    const byKey = new Map(
      found.map((message) => [
        wamidText({ channelId: message.channelId, wamid: message.wamid! }),
        message,
      ]),
    );
    return keys.map((key) => byKey.get(wamidText(key)));
  }

  /** Reactions of each message, without those taken back. */
  async reactionsOf(keys: readonly WamidKey[]): Promise<Reaction[][]> {
    const found = await this.database.em().find(
      Reaction,
      {
        channelId: { $in: [...new Set(keys.map(({ channelId }) => channelId))] },
        targetWamid: { $in: [...new Set(keys.map(({ wamid }) => wamid))] },
        emoji: { $ne: '' },
      },
      { orderBy: { at: 'asc' } },
    );
    const byKey = Map.groupBy(found, ({ channelId, targetWamid }) =>
      wamidText({ channelId, wamid: targetWamid }),
    );
    return keys.map((key) => byKey.get(wamidText(key)) ?? []);
  }

  /** Files of the messages, in any order. */
  mediaOf(messageIds: readonly string[]): Promise<Media[]> {
    return this.database
      .em()
      .find(Media, { messageId: { $in: [...messageIds] } }, { orderBy: { id: 'asc' } });
  }

  /** Tries at sending the messages, first tries first. */
  attemptsOf(messageIds: readonly string[]): Promise<SendAttempt[]> {
    return this.database
      .em()
      .find(SendAttempt, { messageId: { $in: [...messageIds] } }, { orderBy: { number: 'asc' } });
  }
}
