import { defineEntity, p } from '@mikro-orm/core';
import { createdAtColumn, idColumn, newId } from '@datacare/platform';
import { Conversation } from './conversation.entity';

export const conversationEventKinds = [
  'opened',
  'reopened',
  'closed',
  'pending',
  'assigned',
  'unassigned',
  'team_changed',
  'priority_changed',
  'merged',
] as const;
export type ConversationEventKind = (typeof conversationEventKinds)[number];

/** What the team or the system did to a conversation; append-only, shown in the thread and exported. */
export const ConversationEventSchema = defineEntity({
  name: 'ConversationEvent',
  tableName: 'conversation_event',
  properties: {
    id: idColumn(),
    conversationId: () => p.manyToOne(Conversation).mapToPk().joinColumn('conversation_id'),
    kind: p.enum(conversationEventKinds),
    /** The member who did it; empty when the system did. */
    actorId: p.uuid().nullable(),
    data: p.json<Record<string, unknown>>().defaultRaw("'{}'"),
    at: createdAtColumn(),
  },
  indexes: [
    { name: 'conversation_event_conversation_id_at_index', properties: ['conversationId', 'at'] },
  ],
});
export class ConversationEvent extends ConversationEventSchema.class {
  constructor(values: {
    conversationId: string;
    kind: ConversationEventKind;
    actorId?: string | null;
    data?: Record<string, unknown>;
  }) {
    super();
    this.id = newId();
    this.conversationId = values.conversationId;
    this.kind = values.kind;
    this.actorId = values.actorId ?? null;
    this.data = values.data ?? {};
  }
}
ConversationEventSchema.setClass(ConversationEvent);
