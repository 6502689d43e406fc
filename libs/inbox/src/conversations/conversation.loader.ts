import { groupsInOrder, loaderOf, type GraphqlContext } from '@datacare/platform/api';
import type { ConversationReader } from '../listing/conversation-reader.service';
import type { ConversationEvent } from './conversation-event.entity';

const events = Symbol('events of conversation');

/** The log of a conversation, by its id, oldest first. */
export const conversationEventsLoader = (context: GraphqlContext, reader: ConversationReader) =>
  loaderOf<ConversationEvent[]>(context, events, async (ids) =>
    groupsInOrder(ids, await reader.eventsOf(ids), ({ conversationId }) => conversationId),
  );
