import { Contact } from '@datacare/contacts';
import { Channel, Message, Thread, type AuthorKind, type MessageStatus } from '@datacare/messaging';
import { newId } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Conversation } from '../conversations/conversation.entity';

/** A saved channel. */
export async function aChannel(em: EntityManager, name = 'Duka Moja'): Promise<Channel> {
  const channel = new Channel({
    name,
    phoneNumberId: newId(),
    businessAccountId: '102290129340398',
    accessTokenSealed: 'sealed',
  });
  await em.persist(channel).flush();
  return channel;
}

/** A saved thread of a new contact; on a new channel, unless told otherwise. */
export async function aThread(
  em: EntityManager,
  values: { channel?: Pick<Channel, 'id'>; name?: string } = {},
): Promise<Thread> {
  const channel = values.channel ?? (await aChannel(em));
  const contact = new Contact({ profileName: values.name ?? 'Wanjiku' });
  const thread = new Thread({ channelId: channel.id, contactId: contact.id });
  em.persist(contact);
  await em.flush();
  await em.persist(thread).flush();
  return thread;
}

/** A saved conversation with all that it hangs on; says only what matters to the case. */
export async function aConversation(
  em: EntityManager,
  values: Partial<Conversation> & { thread?: Thread } = {},
): Promise<Conversation> {
  const { thread: given, ...rest } = values;
  const thread = given ?? (await aThread(em));
  const conversation = new Conversation({
    threadId: thread.id,
    channelId: thread.channelId,
    contactId: thread.contactId,
    at: rest.lastMessageAt ?? new Date(),
  });
  Object.assign(conversation, rest);
  await em.persist(conversation).flush();
  return conversation;
}

/** A saved message of a thread: a customer's text of now, unless told otherwise. */
export async function aMessage(
  em: EntityManager,
  thread: Pick<Thread, 'id' | 'channelId'>,
  values: {
    text?: string;
    at?: Date;
    authorKind?: AuthorKind;
    status?: MessageStatus;
    authorId?: string;
    scheduledFor?: Date;
  } = {},
): Promise<Message> {
  const isInbound = (values.authorKind ?? 'customer') === 'customer';
  const message = new Message({
    threadId: thread.id,
    channelId: thread.channelId,
    direction: isInbound ? 'inbound' : 'outbound',
    content: { type: 'text', text: { body: values.text ?? 'Habari' } },
    status: values.status ?? (isInbound ? 'received' : 'queued'),
    authorKind: values.authorKind ?? 'customer',
    at: values.at ?? new Date(),
  });
  message.wamid = `wamid.${message.id}`;
  message.authorId = values.authorId ?? null;
  message.scheduledFor = values.scheduledFor ?? null;
  message.statusTimes = {};
  await em.persist(message).flush();
  return message;
}
