import { viewerOf } from '@datacare/identity/testing';
import { FileStore } from '@datacare/platform';
import sharp from 'sharp';
import { messagingTest, type MessagingTest } from '../testing/messaging-test';
import { newWamid, textBody } from '../testing/webhook-bodies';
import { MediaService } from './media.service';

describe('an upload', () => {
  let test: MessagingTest;
  beforeAll(async () => {
    test = await messagingTest();
    await test.openChannel();
  });
  afterAll(() => test.close());

  const upload = async () => {
    const data = await sharp({
      create: { width: 64, height: 48, channels: 3, background: '#2a9d8f' },
    })
      .png()
      .toBuffer();
    const media = await test.get(MediaService).upload(viewerOf('agent'), { data });
    return { id: media.id, keys: [media.storageKey!, media.thumbnailKey!] };
  };
  const areKept = (keys: string[]) =>
    Promise.all(keys.map((key) => test.get(FileStore as never as new () => FileStore).exists(key)));
  const messageId = async () => {
    const wamid = newWamid();
    await test.receive(textBody({ waId: '254712345678' }, 'Habari', { wamid }));
    await test.ingest();
    const [row] = await test.rows<{ id: string }>('select id from message where wamid = $1', [
      wamid,
    ]);
    return row!.id;
  };

  it('goes after a day with its bytes when no message took it; a newer one and one that was sent stay', async () => {
    const [draft, fresh, sent] = [await upload(), await upload(), await upload()];
    await test.rows('update media set message_id = $2 where id = $1', [sent.id, await messageId()]);
    await test.rows("update media set created_at = now() - interval '25 hours' where id <> $1", [
      fresh.id,
    ]);
    expect(await test.get(MediaService).pruneUploads()).toBe(false);
    const left = await test.rows<{ id: string }>('select id from media');
    expect(left.map(({ id }) => id).sort()).toEqual([fresh.id, sent.id].sort());
    expect(await areKept(draft.keys)).toEqual([false, false]);
    expect(await areKept([...fresh.keys, ...sent.keys])).toEqual([true, true, true, true]);
  });
});
