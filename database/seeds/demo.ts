import { ContactResolution } from '@datacare/contacts';
import { Member, Team } from '@datacare/identity';
import { Conversation, ConversationIntake, priorityRank } from '@datacare/inbox';
import { type Channel, Message, ThreadService } from '@datacare/messaging';
import { Database } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { INestApplicationContext } from '@nestjs/common';
import { demoConversations, type DemoConversation, type DemoLine } from './demo-conversations';

/** Fills an empty inbox with the demo conversations; one that holds anything is left alone. */
export async function seedConversations(
  app: INestApplicationContext,
  channel: Channel,
): Promise<void> {
  await app.get(Database, { strict: false }).transaction(async (em) => {
    if ((await em.count(Conversation, {})) > 0) return;
    const seeding = new DemoSeeding(app, em, channel);
    for (const conversation of demoConversations) await seeding.write(conversation);
  });
}

/** Writes demo conversations through the services that real ones go through. */
class DemoSeeding {
  private messages = 0;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly em: EntityManager,
    private readonly channel: Channel,
  ) {}

  async write(demo: DemoConversation): Promise<void> {
    const { em, channel } = this;
    const { contact } = await this.app.get(ContactResolution, { strict: false }).resolve(em, {
      scope: channel.businessAccountId,
      phone: demo.phone,
      profileName: demo.name,
    });
    contact.tags = demo.tags ?? [];
    contact.language = demo.language;
    const thread = await this.app
      .get(ThreadService, { strict: false })
      .open(em, { channelId: channel.id, contactId: contact.id });
    const assignee = demo.assignee
      ? await em.findOneOrFail(Member, { email: demo.assignee })
      : null;
    const lines = [...demo.lines].sort((a, b) => b.minutesAgo - a.minutesAgo);
    const messages = lines.map((line) => this.message(line, thread.id, assignee?.id ?? null));
    const lastInbound = messages.findLast(({ direction }) => direction === 'inbound');
    thread.lastInboundAt = lastInbound?.at ?? null;
    thread.lastInboundWamid = lastInbound?.wamid ?? null;
    await em.persist(messages).flush();
    await this.app.get(ConversationIntake, { strict: false }).follow(
      em,
      messages.map(({ id }) => id),
    );
    await this.settle(demo, thread.id, assignee);
  }

  private message(line: DemoLine, threadId: string, assigneeId: string | null): Message {
    const at = new Date(Date.now() - line.minutesAgo * 60_000);
    const isInbound = line.from === 'customer';
    const status = isInbound ? 'received' : (line.status ?? 'read');
    const message = new Message({
      threadId,
      channelId: this.channel.id,
      direction: isInbound ? 'inbound' : 'outbound',
      content: line.content,
      status,
      authorKind: line.from,
      at,
    });
    message.wamid = `wamid.demo.${this.channel.phoneNumberId}.${++this.messages}`;
    message.authorId = line.from === 'member' ? assigneeId : null;
    message.statusTimes = isInbound ? {} : { [status]: at.toISOString() };
    message.error = line.error ?? null;
    return message;
  }

  private async settle(
    demo: DemoConversation,
    threadId: string,
    assignee: Member | null,
  ): Promise<void> {
    const conversation = await this.em.findOneOrFail(Conversation, { threadId });
    const team = demo.team ? await this.em.findOneOrFail(Team, { name: demo.team }) : null;
    conversation.moveTo(team?.id ?? null);
    conversation.assignTo(assignee?.id ?? null);
    conversation.priority = priorityRank[demo.priority ?? 'normal'];
    if (demo.isRead) conversation.unreadCount = 0;
    conversation.become(demo.status ?? 'open', assignee?.id ?? null, conversation.lastMessageAt);
    await this.em.flush();
  }
}
