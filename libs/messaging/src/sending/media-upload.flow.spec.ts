import { FileStore } from '@datacare/platform';
import { eventually } from '@datacare/platform/testing';
import { Media } from '../media/media.entity';
import { sendingTest, type SendingTest } from '../testing/sending-test';
import { ReceiptService } from './receipt.service';

let test: SendingTest;
beforeAll(async () => {
  test = await sendingTest({ perSecond: 1_000 });
});
afterAll(() => test.close());

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function aPicture(isStored = true) {
  const media = new Media({ direction: 'outbound', kind: 'image', mimeType: 'image/png' });
  media.state = 'stored';
  media.size = onePixel.length;
  media.storageKey = `test/${media.id}.png`;
  if (isStored)
    await (test.app.get(FileStore as never) as FileStore).put(media.storageKey, onePixel, {
      contentType: 'image/png',
    });
  await test.db.transaction(async (em) => void em.persist(media));
  return media.id;
}
const picture = (mediaId: string) => ({ type: 'image', image: { mediaId, caption: 'Look' } });

describe('a message with a file', () => {
  it('is sent with the id that WhatsApp gave the upload, which is used again', async () => {
    const mediaId = await aPicture();
    const [one, two] = await test.threads(2);
    const first = await test.queue(one!, picture(mediaId));
    await test.queue(two!, picture(mediaId));
    test.sender().start();
    await eventually(() => expect(test.fake.ledger.total).toBe(2));
    const ids = test.fake.ledger.entries.map(
      ({ content }) => (content as { image: { id: string } }).image.id,
    );
    expect(new Set(ids).size).toBe(1);
    expect(
      await test.rows('select meta_id, message_id from media where id = $1', [mediaId]),
    ).toEqual([{ meta_id: ids[0], message_id: first.id }]);
    await eventually(async () =>
      expect(await test.message(first.id)).toMatchObject({
        status: 'accepted',
        content: picture(mediaId),
      }),
    );
  });

  it('fails in plain words when the file is gone', async () => {
    const [thread] = await test.threads(1);
    const message = await test.queue(thread!, picture(await aPicture(false)));
    test.sender().start();
    await eventually(async () =>
      expect(await test.message(message.id)).toMatchObject({
        status: 'failed',
        error: { title: 'The file of this message is no longer stored.' },
      }),
    );
  });
});

describe('marks of reading and typing', () => {
  it('reach the customer unless the channel keeps them back', async () => {
    const { wamid } = test.fake.control.inbound({
      from: { phone: '254722000001' },
      content: { type: 'text', text: { body: 'Hi' } },
    } as never);
    const thread = await test.aThread({ phone: '254722000001' });
    await test.rows('update thread set last_inbound_wamid = $2 where id = $1', [thread.id, wamid]);
    await test.get(ReceiptService).deliver(thread.id, true, Date.now());
    expect(test.fake.ledger.readMarks).toBe(1);
    await test.get(ReceiptService).deliver(thread.id, true, Date.now() - 60_000);
    await test.rows('update channel set sends_read_receipts = false');
    await test.get(ReceiptService).deliver(thread.id, false, Date.now());
    expect(test.fake.ledger.readMarks).toBe(1);
  });
});
