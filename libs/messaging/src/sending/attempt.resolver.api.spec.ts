import { randomUUID } from 'node:crypto';
import { startFakeCloudApi, type FakeCloudApi } from '@datacare/cloud-api/testing';
import { Contact, ContactIdentity } from '@datacare/contacts';
import { SecretBox } from '@datacare/platform';
import { accessTokenContext } from '../channels/channel-clients';
import { Channel } from '../channels/channel.entity';
import { messagingApp, type MessagingApp } from '../testing/messaging-app';
import { Thread } from '../threads/thread.entity';
import { OutgoingService } from './outgoing.service';

const accessToken = 'test-access-token';
const result = `{ __typename ... on Message { id status attempts { number state } } ... on Refusal { code message }
  ... on NotRetryable { status } ... on WindowClosed { closedAt } }`;
const retry = `mutation ($id: ID!) { retryMessage(input: { messageId: $id }) ${result} }`;
const drop = `mutation ($id: ID!) { dropMessage(input: { messageId: $id }) ${result} }`;
const list = `query ($first: Int!, $after: String) { unconfirmedMessages(first: $first, after: $after) {
  edges { cursor node { id status } } pageInfo { hasNextPage endCursor } } }`;

interface Page {
  unconfirmedMessages: {
    edges: { node: { id: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

let fake: FakeCloudApi;
let app: MessagingApp;
let channel: Channel;
let manager: string;

beforeAll(async () => {
  fake = await startFakeCloudApi({
    appSecret: 'test-app-secret',
    accessToken,
    wabaId: 'waba-1',
    numbers: [
      { phoneNumberId: '1060001', displayPhoneNumber: '+254 711 000000', verifiedName: 'Duka' },
    ],
    templates: [
      {
        name: 'order_ready',
        language: 'sw',
        category: 'UTILITY',
        components: [{ type: 'BODY', text: 'Tayari.' }],
      },
    ] as never,
  });
  app = await messagingApp({ WHATSAPP_GRAPH_URL: fake.url });
  manager = await app.tokenOf('manager');
  channel = new Channel({
    name: 'Shop',
    phoneNumberId: '1060001',
    businessAccountId: 'waba-1',
    accessTokenSealed: '',
  });
  channel.accessTokenSealed = app.get(SecretBox).seal(accessToken, accessTokenContext(channel.id));
  await app.db.transaction(async (em) => void em.persist(channel));
});
afterAll(async () => {
  await app.close();
  await fake.close();
});

/** A message of which nobody knows for 20 minutes. */
async function anUnconfirmed(): Promise<{ id: string; threadId: string }> {
  const contact = new Contact({ profileName: 'Asha' });
  const thread = new Thread({ channelId: channel.id, contactId: contact.id });
  thread.lastInboundAt = new Date();
  const message = await app.db.transaction(async (em) => {
    em.persist(contact);
    await em.flush();
    em.persist(
      new ContactIdentity({
        contactId: contact.id,
        kind: 'phone',
        value: randomUUID().slice(0, 12),
      }),
    );
    em.persist(thread);
    await em.flush();
    const content = { type: 'text', text: { body: 'Habari' } };
    return app.get(OutgoingService).queue(em, thread, content, { authorKind: 'member' });
  });
  await app.rows(
    "update send_attempt set state = 'unconfirmed', sent_at = now() - interval '20 minutes' where message_id = $1",
    [message.id],
  );
  await app.rows("update message set status = 'unconfirmed' where id = $1", [message.id]);
  return { id: message.id, threadId: thread.id };
}

describe('messages that nobody knows of', () => {
  it('are listed in pages for who may see deliveries', async () => {
    const all = new Set([
      (await anUnconfirmed()).id,
      (await anUnconfirmed()).id,
      (await anUnconfirmed()).id,
    ]);
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = (await app.ask<Page>(manager, list, { first: 2, after })) as { data: Page };
      const { edges, pageInfo } = data.unconfirmedMessages;
      seen.push(...edges.map(({ node }) => node.id));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    expect(new Set(seen)).toEqual(all);
    expect(seen).toHaveLength(all.size);
  });

  it.each(['agent', 'marketer'] as const)('are not listed for the role %s', async (role) => {
    const { data, errors } = await app.ask(await app.tokenOf(role), list, { first: 2 });
    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('refuse a page that is too large and a cursor of another list', async () => {
    expect((await app.ask(manager, list, { first: 101 })).errors).toHaveLength(1);
    expect((await app.ask(manager, list, { first: 1, after: 'x' })).errors).toHaveLength(1);
  });

  it('are tried again', async () => {
    const { id } = await anUnconfirmed();
    expect((await app.ask(manager, retry, { id })).data).toMatchObject({
      retryMessage: { __typename: 'Message', id, status: 'QUEUED' },
    });
    expect((await app.ask(manager, retry, { id })).data).toMatchObject({
      retryMessage: {
        __typename: 'NotRetryable',
        code: 'MESSAGING_NOT_RETRYABLE',
        status: 'QUEUED',
      },
    });
  });

  it('are not tried again once the window has closed', async () => {
    const { id, threadId } = await anUnconfirmed();
    await app.rows("update thread set last_inbound_at = now() - interval '2 days' where id = $1", [
      threadId,
    ]);
    expect((await app.ask(manager, retry, { id })).data).toMatchObject({
      retryMessage: { __typename: 'WindowClosed', code: 'MESSAGING_WINDOW_CLOSED' },
    });
  });

  it('are given up', async () => {
    const { id } = await anUnconfirmed();
    expect((await app.ask(manager, drop, { id })).data).toMatchObject({
      dropMessage: { __typename: 'Message', status: 'CANCELLED' },
    });
  });

  it.each([randomUUID(), 'no-id'])('look missing when there is none (%s)', async (id) => {
    expect((await app.ask(manager, retry, { id })).data).toMatchObject({
      retryMessage: { __typename: 'NotFound' },
    });
    expect((await app.ask(manager, drop, { id })).data).toMatchObject({
      dropMessage: { __typename: 'NotFound' },
    });
  });

  it('are not for an agent where nobody says whose the thread is', async () => {
    const { id } = await anUnconfirmed();
    expect((await app.ask(await app.tokenOf('agent'), retry, { id })).data).toMatchObject({
      retryMessage: { __typename: 'Forbidden' },
    });
  });
});

describe('templates', () => {
  const templates =
    'query ($id: ID!) { templates(channelId: $id) { name language status components } }';
  const sync = 'mutation ($id: ID!) { syncTemplates(channelId: $id) { name language status } }';

  it('are read from the account by who manages channels, and listed for everybody', async () => {
    const admin = await app.tokenOf('admin');
    expect((await app.ask(admin, sync, { id: channel.id })).data).toMatchObject({
      syncTemplates: [{ name: 'order_ready', language: 'sw' }],
    });
    expect(
      (await app.ask(await app.tokenOf('marketer'), templates, { id: channel.id })).data,
    ).toMatchObject({
      templates: [{ name: 'order_ready', components: [{ type: 'BODY', text: 'Tayari.' }] }],
    });
  });

  it('are not read anew by an agent', async () => {
    const { errors } = await app.ask(await app.tokenOf('agent'), sync, { id: channel.id });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('of an unknown channel are none', async () => {
    for (const id of [randomUUID(), 'no-id'])
      expect((await app.ask(manager, templates, { id })).data).toEqual({ templates: [] });
  });
});
