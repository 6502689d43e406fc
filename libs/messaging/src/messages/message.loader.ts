import { groupsInOrder, loaderOf, type GraphqlContext } from '@datacare/platform/api';
import type { Media } from '../media/media.entity';
import type { SendAttempt } from '../sending/send-attempt.entity';
import type { MessageReader, WamidKey } from './message-reader.service';
import type { Message } from './message.entity';
import type { Reaction } from './reaction.entity';

const message = Symbol('message');
const quoted = Symbol('quoted message');
const reactions = Symbol('reactions of message');
const media = Symbol('media of message');
const attempts = Symbol('attempts of message');

const keyText = ({ channelId, wamid }: WamidKey) => `${channelId}|${wamid}`;
const keyOf = (text: string): WamidKey => {
  const cut = text.indexOf('|');
  return { channelId: text.slice(0, cut), wamid: text.slice(cut + 1) };
};

/** Messages by id: for those who have asked the rights to their thread. */
export const messageLoader = (context: GraphqlContext, reader: MessageReader) =>
  loaderOf<Message>(context, message, async (ids) => {
    const found = new Map((await reader.byIds(ids)).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id));
  });

/** Quoted messages by channel and wamid. */
export const loadQuoted = (context: GraphqlContext, reader: MessageReader, key: WamidKey) =>
  loaderOf<Message>(context, quoted, (keys) => reader.byWamids(keys.map(keyOf))).load(keyText(key));

/** Reactions by the channel and wamid of their message. */
export const loadReactions = (context: GraphqlContext, reader: MessageReader, key: WamidKey) =>
  loaderOf<Reaction[]>(context, reactions, (keys) => reader.reactionsOf(keys.map(keyOf))).load(
    keyText(key),
  );

/** Files by message. */
export const mediaLoader = (context: GraphqlContext, reader: MessageReader) =>
  loaderOf<Media[]>(context, media, async (ids) =>
    groupsInOrder(ids, await reader.mediaOf(ids), ({ messageId }) => messageId!),
  );

/** Tries at sending, by message. */
export const attemptsLoader = (context: GraphqlContext, reader: MessageReader) =>
  loaderOf<SendAttempt[]>(context, attempts, async (ids) =>
    groupsInOrder(ids, await reader.attemptsOf(ids), ({ messageId }) => messageId),
  );
