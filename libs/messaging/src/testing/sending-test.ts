import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { splitWebhook } from '@datacare/cloud-api';
import {
  startFakeCloudApi,
  type FakeCloudApi,
  type FakeCloudApiOptions,
} from '@datacare/cloud-api/testing';
import { Contact, ContactIdentity } from '@datacare/contacts';
import { Events, FileStore, Journal } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ChannelClients } from '../channels/channel-clients';
import type { Channel } from '../channels/channel.entity';
import type { Message } from '../messages/message.entity';
import { ChannelTrouble } from '../sending/channel-trouble.service';
import { ClaimService } from '../sending/claim.service';
import { LeaseService } from '../sending/lease.service';
import { MediaUpload } from '../sending/media-upload.service';
import { OutgoingService, type QueueOptions } from '../sending/outgoing.service';
import { Sender } from '../sending/sender.service';
import { SettleService } from '../sending/settle.service';
import { Thread } from '../threads/thread.entity';
import { IngestService } from '../webhooks/ingest.service';
import { WebhookInbox } from '../webhooks/webhook-inbox.service';
import { messagingTest, type MessagingTest } from './messaging-test';
import { aLine } from './webhook-bodies';

const ACCESS_TOKEN = 'test-access-token';

/** The way out against a fake Cloud API, without processes around it. */
export interface SendingTest extends MessagingTest {
  readonly fake: FakeCloudApi;
  readonly channel: Channel;
  readonly claims: ClaimService;
  readonly leases: LeaseService;
  readonly settling: SettleService;
  /** Another worker's sender; started ones are stopped at the end. */
  sender(): Sender;
  /** A contact with a thread; its window is open unless said otherwise. */
  aThread(options?: {
    phone?: string;
    isOpen?: boolean;
    consent?: 'unknown' | 'given' | 'withdrawn';
  }): Promise<Thread>;
  /** Many at once, with open windows. */
  threads(count: number): Promise<string[]>;
  queue(threadId: string, content?: unknown, options?: Partial<QueueOptions>): Promise<Message>;
  queueIn(em: EntityManager, threadId: string): Promise<Message>;
  message(id: string): Promise<Record<string, unknown>>;
  attempts(messageId: string): Promise<Record<string, unknown>[]>;
}

export const hello = { type: 'text', text: { body: 'Habari' } };

let nextPhone = 254_711_100_000;

export async function sendingTest(
  options: Partial<FakeCloudApiOptions> & { perSecond?: number } = {},
): Promise<SendingTest> {
  const senders: Sender[] = [];
  const webhooks = await webhookServer();
  const perSecond = options.perSecond ?? 80;
  const fake = await startFakeCloudApi({
    appSecret: 'test-app-secret',
    accessToken: ACCESS_TOKEN,
    webhookUrl: webhooks.url,
    wabaId: aLine.wabaId,
    numbers: [
      {
        phoneNumberId: aLine.phoneNumberId,
        displayPhoneNumber: '+254 711 000000',
        verifiedName: 'Shop',
        tier: 'UNLIMITED',
        throughput: perSecond,
      },
    ],
    ...options,
    enforce: { window: false, ...options.enforce },
  });
  const test = await messagingTest({ WHATSAPP_GRAPH_URL: fake.url });
  const channel = await test.openChannel();
  channel.messagesPerSecond = perSecond;
  await test.rows('update channel set messages_per_second = $1 where id = $2', [
    perSecond,
    channel.id,
  ]);
  const { db, get, rows } = test;
  webhooks.receive = async (body) => {
    await get(WebhookInbox).store(splitWebhook(body));
  };
  const claims = new ClaimService(db);
  const settling = new SettleService(db, get(Events));
  return {
    ...test,
    fake,
    channel,
    claims,
    settling,
    leases: new LeaseService(db, get(Events)),
    sender: () => {
      const uploads = new MediaUpload(db, get(FileStore as never), get(ChannelClients));
      const sender = new Sender(
        claims,
        settling,
        get(ChannelTrouble),
        uploads,
        get(ChannelClients),
        get(Journal),
      );
      senders.push(sender);
      return sender;
    },
    aThread: async ({ phone = String(nextPhone++), isOpen = true, consent = 'unknown' } = {}) =>
      db.transaction(async (em) => {
        const contact = new Contact({ profileName: 'Asha' });
        contact.marketingConsent = consent;
        const thread = new Thread({ channelId: channel.id, contactId: contact.id });
        if (isOpen) thread.lastInboundAt = new Date();
        em.persist(contact);
        await em.flush();
        em.persist(new ContactIdentity({ contactId: contact.id, kind: 'phone', value: phone }));
        em.persist(thread);
        await em.flush();
        return thread;
      }),
    threads: async (count) => {
      const from = nextPhone;
      nextPhone += count;
      const made = await rows<{ id: string }>(
        `with n as materialized (
           select gen_random_uuid() as contact_id, gen_random_uuid() as id, ($2::bigint + g)::text as phone
           from generate_series(0, $1::int - 1) g
         ), c as (
           insert into contact (id, custom_fields, tags) select contact_id, '{}', '{}' from n
         ), i as (
           insert into contact_identity (id, contact_id, kind, value) select gen_random_uuid(), contact_id, 'phone', phone from n
         )
         insert into thread (id, channel_id, contact_id, last_inbound_at) select id, $3, contact_id, now() from n returning id`,
        [count, from, channel.id],
      );
      return made.map(({ id }) => id);
    },
    queue: (threadId, content = hello, queueOptions = {}) =>
      db.transaction((em) =>
        get(OutgoingService).queue(em, { id: threadId }, content, {
          authorKind: 'member',
          ...queueOptions,
        }),
      ),
    queueIn: (em, threadId) =>
      get(OutgoingService).queue(em, { id: threadId }, hello, { authorKind: 'member' }),
    message: async (id) => (await rows('select * from message where id = $1', [id]))[0]!,
    attempts: (messageId) =>
      rows('select * from send_attempt where message_id = $1 order by number', [messageId]),
    ingest: async () => {
      while (await get(IngestService).run());
    },
    close: async () => {
      await Promise.all(senders.map((sender) => sender.stop()));
      await fake.close();
      await webhooks.close();
      await test.close();
    },
  };
}

/** Takes the fake's webhooks as the controller does. */
async function webhookServer() {
  const state = {
    url: '',
    receive: async (_body: unknown): Promise<void> => undefined,
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      state.receive(JSON.parse(Buffer.concat(chunks).toString())).then(
        () => response.writeHead(200).end(),
        () => response.writeHead(500).end(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/whatsapp`;
  return state;
}
