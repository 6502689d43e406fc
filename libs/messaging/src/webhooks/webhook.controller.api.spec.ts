import { createHmac } from 'node:crypto';
import { sign } from '@datacare/cloud-api';
import { registry } from '@datacare/platform';
import { messagingApp, type MessagingApp } from '../testing/messaging-app';
import {
  aLine,
  changeBody,
  messageOf,
  messagesBody,
  newWamid,
  text,
  textBody,
} from '../testing/webhook-bodies';

const asha = { waId: '254712345678', userId: 'KE.asha', name: 'Asha' };

describe('the webhook', () => {
  let app: MessagingApp;
  const stored = () => app.rows<{ body: string }>('select * from webhook_event');
  const rejections = async (reason: string) => {
    const metric = await registry.getSingleMetric('datacare_webhook_rejections_total')!.get();
    return metric.values.find(({ labels }) => labels['reason'] === reason)?.value ?? 0;
  };

  beforeAll(async () => {
    app = await messagingApp();
  });
  afterAll(() => app.close());
  beforeEach(() => app.rows('delete from webhook_event'));

  describe('handshake', () => {
    const shake = (parameters: Record<string, string>) =>
      fetch(`${app.url}/webhooks/whatsapp?${new URLSearchParams(parameters)}`);

    it('echoes the challenge to whoever knows the verify token', async () => {
      const answer = await shake({
        'hub.mode': 'subscribe',
        'hub.challenge': '<b>1158</b>',
        'hub.verify_token': 'test-verify-token',
      });
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe('<b>1158</b>');
      expect(answer.headers.get('content-type')).toContain('text/plain');
    });

    it.each([
      [
        'a wrong token',
        { 'hub.mode': 'subscribe', 'hub.challenge': '1', 'hub.verify_token': 'wrong' },
      ],
      ['no token', { 'hub.mode': 'subscribe', 'hub.challenge': '1' }],
      [
        'another mode',
        {
          'hub.mode': 'unsubscribe',
          'hub.challenge': '1',
          'hub.verify_token': 'test-verify-token',
        },
      ],
    ])('answers 403 to %s', async (_, parameters) => {
      expect((await shake(parameters as Record<string, string>)).status).toBe(403);
    });
  });

  it('answers 200 once the items are stored', async () => {
    const answer = await app.post(JSON.stringify(textBody(asha, 'Habari')));
    expect(answer.status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });

  it('checks the signature over the bytes as they came, whatever they escape', async () => {
    const escaped = JSON.stringify(textBody(asha, 'café 😀 a/b'))
      .replace(
        /[\u0080-\uffff]/g,
        (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
      .replaceAll('a/b', 'a\\/b');
    expect((await app.post(escaped)).status).toBe(200);
    const reserialised = sign(JSON.stringify(JSON.parse(escaped)), app.config.whatsapp.appSecret);
    expect((await app.post(escaped, { 'x-hub-signature-256': reserialised })).status).toBe(401);
    expect(await stored()).toHaveLength(1);
  });

  it.each<[string, (body: string) => Record<string, string>]>([
    ['no signature', () => ({})],
    ['a short one', () => ({ 'x-hub-signature-256': 'sha256=abc' })],
    [
      'one of another length',
      (body) => ({ 'x-hub-signature-256': `${sign(body, 'test-app-secret')}00` }),
    ],
    ["another app's", (body) => ({ 'x-hub-signature-256': sign(body, 'other-secret') })],
    [
      'one without its prefix',
      (body) => ({ 'x-hub-signature-256': sign(body, 'test-app-secret').slice(7) }),
    ],
    [
      'the old sha1 header',
      (body) => ({
        'x-hub-signature': `sha1=${createHmac('sha1', 'test-app-secret').update(body).digest('hex')}`,
      }),
    ],
    ['bytes that are no text', () => ({ 'x-hub-signature-256': 'sha256=\u00ff\u00fe' })],
  ])('answers 401 to %s, writes nothing and counts it', async (_, headers) => {
    const body = JSON.stringify(textBody(asha, 'Forged'));
    const before = await rejections('signature');
    expect((await app.post(body, headers(body))).status).toBe(401);
    expect(await stored()).toEqual([]);
    expect(await rejections('signature')).toBe(before + 1);
  });

  it('answers 400 to what is no JSON and 413 to more than 3 MB', async () => {
    expect((await app.post('{"object": ')).status).toBe(400);
    const large = JSON.stringify({ object: 'x', filler: 'x'.repeat(3 * 1024 * 1024) });
    expect((await app.post(large)).status).toBe(413);
    expect(await stored()).toEqual([]);
  });

  it('takes a body of almost 3 MB', async () => {
    const body = JSON.stringify(
      messagesBody(
        asha,
        Array.from({ length: 700 }, () => messageOf(asha, text('x'.repeat(4_000)))),
      ),
    );
    expect(body.length).toBeGreaterThan(2_900_000);
    expect((await app.post(body)).status).toBe(200);
    expect(await stored()).toHaveLength(700);
  });

  it('stores a repeat once, at the same time or a day later', async () => {
    const body = JSON.stringify(textBody(asha, 'Again', { wamid: newWamid() }));
    const answers = await Promise.all(Array.from({ length: 50 }, () => app.post(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
    await app.rows(
      "update webhook_event set received_at = now() - interval '1 day', processed_at = now()",
    );
    expect((await app.post(body)).status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });

  it('keeps a signed body of a form that nobody knows', async () => {
    expect((await app.post(JSON.stringify({ hello: 'world' }))).status).toBe(200);
    expect(
      (await app.post(JSON.stringify(changeBody('a_new_field', { some: 'thing' }, aLine)))).status,
    ).toBe(200);
    expect(await stored()).toHaveLength(2);
  });

  it('answers 503 when it could not store, so that Meta comes back', async () => {
    const body = JSON.stringify(textBody(asha, 'Later'));
    await app.rows('alter table webhook_event rename to webhook_event_away');
    try {
      expect((await app.post(body)).status).toBe(503);
    } finally {
      await app.rows('alter table webhook_event_away rename to webhook_event');
    }
    expect((await app.post(body)).status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });
});
