import { startFakeCloudApi, type FakeCloudApi } from '@datacare/cloud-api/testing';
import { SecretBox } from '@datacare/platform';
import { messagingApp, type MessagingApp } from '../testing/messaging-app';
import { accessTokenContext, ChannelClients } from './channel-clients';
import { ChannelService } from './channel.service';

const accessToken = 'EAAG-planted-token-4711';
const create = `mutation ($input: CreateChannelInput!) { createChannel(input: $input) {
  __typename ... on Channel { id displayPhoneNumber verifiedName messagesPerSecond isPaused } ... on Refusal { code message } ... on InvalidInput { field } } }`;
const update = `mutation ($input: UpdateChannelInput!) { updateChannel(input: $input) {
  __typename ... on Channel { id name isPaused pausedReason } ... on Refusal { code message } } }`;
const test = 'mutation ($id: ID!) { testChannel(id: $id) { name passed message action } }';
const input = { name: 'Shop', phoneNumberId: '1060001', businessAccountId: '2070001', accessToken };

interface Result {
  __typename: string;
  id: string;
  code: string;
}
interface Check {
  name: string;
  passed: boolean;
  message: string;
  action: string | null;
}

describe('channels', () => {
  let fake: FakeCloudApi;
  let app: MessagingApp;
  let admin: string;
  let channelId: string;

  const checks = async () => {
    const { data } = await app.ask<{ testChannel: Check[] }>(admin, test, { id: channelId });
    return new Map(data!.testChannel.map((check) => [check.name, check]));
  };

  beforeAll(async () => {
    fake = await startFakeCloudApi({
      appSecret: 'test-app-secret',
      accessToken,
      wabaId: input.businessAccountId,
      numbers: [
        {
          phoneNumberId: input.phoneNumberId,
          displayPhoneNumber: '+254 711 000000',
          verifiedName: 'Duka',
          throughput: 1_000,
        },
      ],
    });
    app = await messagingApp({ WHATSAPP_GRAPH_URL: fake.url });
    admin = await app.tokenOf('admin');
    const { data } = await app.ask<{ createChannel: Result }>(admin, create, { input });
    channelId = data!.createChannel.id;
  });
  afterAll(async () => {
    await app.close();
    await fake.close();
  });

  it('reads what WhatsApp knows about a new number', async () => {
    const { data } = await app.ask(
      admin,
      '{ channels { displayPhoneNumber verifiedName messagesPerSecond isPaused } }',
    );
    expect(data).toEqual({
      channels: [
        {
          displayPhoneNumber: '+254 711 000000',
          verifiedName: 'Duka',
          messagesPerSecond: 1_000,
          isPaused: false,
        },
      ],
    });
  });

  it.each([
    ['the same number again', input, 'input.phoneNumberId'],
    ['a number id that is none', { ...input, phoneNumberId: '+254 711' }, 'input.phoneNumberId'],
    ['no name', { ...input, name: ' ' }, 'input.name'],
    ['half a token', { ...input, accessToken: 'x' }, 'input.accessToken'],
  ])('refuses %s and names the field', async (_, wrong, field) => {
    const { data } = await app.ask(admin, create, { input: wrong });
    expect(data!['createChannel']).toMatchObject({
      __typename: 'InvalidInput',
      code: 'INVALID_INPUT',
      field,
    });
  });

  it.each(['manager', 'agent', 'marketer'] as const)(
    'lets a %s see the numbers and change nothing',
    async (role) => {
      const token = await app.tokenOf(role);
      expect((await app.ask(token, '{ channels { id } }')).data!['channels']).toHaveLength(1);
      const { data, errors } = await app.ask<Record<string, Result>>(token, update, {
        input: { channelId, isPaused: true },
      });
      expect(data?.['updateChannel']?.code ?? errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
      expect((await app.ask(token, test, { id: channelId })).errors).toHaveLength(1);
    },
  );

  it('pauses with a reason and goes on again', async () => {
    const paused = await app.ask(admin, update, { input: { channelId, isPaused: true } });
    expect(paused.data!['updateChannel']).toMatchObject({
      isPaused: true,
      pausedReason: expect.stringMatching(/^Paused by /),
    });
    expect((await checks()).get('Sending')).toMatchObject({
      passed: false,
      message: expect.stringContaining('Paused by'),
    });
    const resumed = await app.ask(admin, update, { input: { channelId, isPaused: false } });
    expect(resumed.data!['updateChannel']).toMatchObject({ isPaused: false, pausedReason: null });
  });

  it('lets a number go on with a new token that stood still because of the old one, and leaves a pause of a member', async () => {
    const pausedAs = (reason: string) =>
      app.rows("update channel set state = 'paused', paused_reason = $1", [reason]);
    await pausedAs('The access token is not valid. Enter a new one. (190)');
    await app.ask(admin, update, { input: { channelId, accessToken } });
    expect(await app.rows('select state from channel')).toEqual([{ state: 'active' }]);
    await pausedAs('Paused by Amina.');
    await app.ask(admin, update, { input: { channelId, accessToken } });
    expect(await app.rows('select state from channel')).toEqual([{ state: 'paused' }]);
    await app.ask(admin, update, { input: { channelId, isPaused: false } });
  });

  it('answers alike for a channel that does not exist and an id that is none', async () => {
    for (const id of ['0198a000-0000-7000-8000-000000000000', "'; drop table channel"]) {
      const { data } = await app.ask(admin, update, { input: { channelId: id, name: 'X' } });
      expect(data!['updateChannel']).toMatchObject({ __typename: 'NotFound', code: 'NOT_FOUND' });
    }
  });

  it('says in plain words what is in order and what is not', async () => {
    const found = await checks();
    expect(found.get('Access token and number')).toMatchObject({
      passed: true,
      message: expect.stringContaining('Duka'),
    });
    expect(found.get('Templates')).toMatchObject({ passed: true });
    expect(found.get('Webhook address')).toMatchObject({
      passed: false,
      action: expect.stringContaining('PUBLIC_URL'),
    });
    await app.ask(admin, update, { input: { channelId, accessToken: 'EAAG-wrong-token' } });
    expect((await checks()).get('Access token and number')).toMatchObject({
      passed: false,
      message: expect.stringMatching(/190|token/i),
      action: expect.any(String),
    });
    await app.ask(admin, update, { input: { channelId, accessToken } });
  });

  describe('the access token', () => {
    it('is in no row, no answer and no field of the schema', async () => {
      const tables = await app.rows<{ name: string }>(
        "select table_name as name from information_schema.tables where table_schema = 'public'",
      );
      for (const { name } of tables) {
        const [found] = await app.rows(
          `select 1 from "${name}" t where t::text like '%planted-token%' limit 1`,
        );
        expect([name, found]).toEqual([name, undefined]);
      }
      const { data } = await app.ask(admin, '{ __type(name: "Channel") { fields { name } } }');
      expect(JSON.stringify(data)).not.toMatch(/token|sealed/i);
      const { errors } = await app.ask(admin, '{ channels { accessTokenSealed } }');
      expect(errors).toHaveLength(1);
      expect(JSON.stringify(errors)).not.toContain('planted');
    });

    it('does not open when moved to another channel', async () => {
      const [row] = await app.rows<{ sealed: string }>(
        'select access_token_sealed as sealed from channel',
      );
      const box = app.get(SecretBox);
      expect(box.open(row!.sealed, accessTokenContext(channelId))).toBe(accessToken);
      expect(() =>
        box.open(row!.sealed, accessTokenContext('0198a000-0000-7000-8000-000000000000')),
      ).toThrow();
      expect(() =>
        app
          .get(ChannelClients)
          .of({ id: '0198a000-0000-7000-8000-000000000000', accessTokenSealed: row!.sealed }),
      ).toThrow();
    });
  });

  it('adds the channel of the environment once', async () => {
    const config = app.config.whatsapp;
    Object.assign(config, {
      accessToken,
      businessAccountId: input.businessAccountId,
      phoneNumberId: '1060009',
    });
    const first = await app.get(ChannelService).seedFromEnvironment();
    const second = await app.get(ChannelService).seedFromEnvironment();
    expect(second!.id).toBe(first!.id);
  });
});
