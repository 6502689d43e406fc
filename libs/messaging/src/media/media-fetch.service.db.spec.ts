import { startFakeCloudApi, type FakeCloudApi } from '@datacare/cloud-api/testing';
import { viewerOf } from '@datacare/identity/testing';
import { FileStore } from '@datacare/platform';
import sharp from 'sharp';
import { messagingTest, type MessagingTest } from '../testing/messaging-test';
import { aLine, messageOf, messagesBody, newWamid } from '../testing/webhook-bodies';
import { MediaFetch } from './media-fetch.service';

const accessToken = 'test-access-token';
const asha = { waId: '254712345678', userId: 'KE.asha' };

interface Row {
  id: string;
  message_id: string;
  state: string;
  attempts: number;
  mime_type: string;
  storage_key: string;
  thumbnail_key: string | null;
  width: number;
  error: string | null;
  is_voice: boolean;
  sha256: string;
}

describe('MediaFetch', () => {
  let fake: FakeCloudApi;
  let test: MessagingTest;

  const onMeta = async (data: Buffer, type: string, filename = 'file') => {
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('type', type);
    form.set('file', new Blob([new Uint8Array(data)], { type }), filename);
    const answer = await fetch(`${fake.url}/v26.0/${aLine.phoneNumberId}/media`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}` },
      body: form,
    });
    return ((await answer.json()) as { id: string }).id;
  };
  const arrive = async (kind: string, file: Record<string, unknown>) => {
    const wamid = newWamid();
    await test.receive(
      messagesBody(asha, [
        messageOf(asha, { type: kind, [kind]: { sha256: '', ...file } }, { wamid }),
      ]),
    );
    await test.ingest();
    return wamid;
  };
  const mediaOf = async (wamid: string) =>
    (
      await test.rows<Row>(
        'select m.* from media m join message g on g.id = m.message_id where g.wamid = $1',
        [wamid],
      )
    )[0]!;
  const due = () => test.rows("update media set next_attempt_at = now() where state = 'waiting'");
  const fetchAll = () => test.get(MediaFetch).run();

  beforeAll(async () => {
    fake = await startFakeCloudApi({
      appSecret: 'test-app-secret',
      accessToken,
      wabaId: aLine.wabaId,
      numbers: [
        {
          phoneNumberId: aLine.phoneNumberId,
          displayPhoneNumber: '+254 711 000000',
          verifiedName: 'Shop',
        },
      ],
    });
    test = await messagingTest({ WHATSAPP_GRAPH_URL: fake.url });
    await test.openChannel();
  });
  afterAll(async () => {
    await test.close();
    await fake.close();
  });
  afterEach(() => void fake.control.faults({ failures: { next: 0 } }));

  it('brings a picture here with a small one beside it, and tells', async () => {
    const data = await sharp({
      create: { width: 800, height: 500, channels: 3, background: '#e76f51' },
    })
      .jpeg()
      .toBuffer();
    const wamid = await arrive('image', {
      id: await onMeta(data, 'image/jpeg'),
      mime_type: 'image/jpeg',
    });
    await fetchAll();
    const media = await mediaOf(wamid);
    expect(media).toMatchObject({
      state: 'stored',
      mime_type: 'image/jpeg',
      width: 800,
      error: null,
    });
    const files = test.get(FileStore as never) as FileStore;
    expect((await files.get(media.storage_key)).size).toBe(data.length);
    expect(await files.exists(media.thumbnail_key!)).toBe(true);
    expect(
      await test.rows(
        "select 1 from event where type = 'messaging.message_changed' and payload->>'messageId' = $1 and payload->>'what' = 'media'",
        [media.message_id],
      ),
    ).toHaveLength(1);
  });

  it('believes the bytes, not the type that came with them', async () => {
    const wamid = await arrive('document', {
      id: await onMeta(Buffer.from('just words'), 'text/plain'),
      mime_type: 'application/pdf',
      filename: '../../bill.pdf',
    });
    await fetchAll();
    expect(await mediaOf(wamid)).toMatchObject({
      state: 'stored',
      mime_type: 'text/plain',
      filename: 'bill.pdf',
    });
  });

  it('remembers a voice note as one', async () => {
    const wamid = await arrive('audio', {
      id: 'unknown',
      mime_type: 'audio/ogg; codecs=opus',
      voice: true,
    });
    expect(await mediaOf(wamid)).toMatchObject({ is_voice: true, state: 'waiting' });
    await test.rows("delete from media where state = 'waiting'");
  });

  it('tries again after a failure of WhatsApp and does not lose the file', async () => {
    const wamid = await arrive('document', {
      id: await onMeta(Buffer.from('patience'), 'text/plain'),
      mime_type: 'text/plain',
    });
    fake.control.faults({ endpoints: 'media', failures: { next: 2, httpStatus: 500 } });
    await fetchAll();
    expect(await mediaOf(wamid)).toMatchObject({
      state: 'waiting',
      attempts: 1,
      error: expect.any(String),
    });
    await due();
    await fetchAll();
    await due();
    await fetchAll();
    expect(await mediaOf(wamid)).toMatchObject({ state: 'stored', attempts: 3, error: null });
  });

  it('gives up visibly after ten tries, and can be told to try again', async () => {
    const wamid = await arrive('document', { id: '999000111', mime_type: 'text/plain' });
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await due();
      await fetchAll();
    }
    const media = await mediaOf(wamid);
    expect(media).toMatchObject({ state: 'failed', attempts: 10, error: expect.any(String) });
    expect(await test.get(MediaFetch).retry(viewerOf('admin'), media.id)).toBe(true);
    expect(await mediaOf(wamid)).toMatchObject({ state: 'waiting', attempts: 0 });
    await expect(test.get(MediaFetch).retry(viewerOf('marketer'), media.id)).rejects.toThrow();
    expect(await test.get(MediaFetch).retry(viewerOf('admin'), 'no such file')).toBe(false);
  });
});
