import { waitingItems } from './harness/outbox';
import { startStack, type Stack } from './harness/stack';
import { eventually, inParallel, sleep } from './harness/wait';
import { personOf, postWebhook, textFrom, webhook } from './harness/webhooks';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

describe('F4: the API killed every two seconds', () => {
  it('processes each of 2,000 webhooks once, whose sender repeats what was not answered with 200', async () => {
    const [api] = stack.apis;
    let isOver = false;
    let kills = 0;
    const killing = (async () => {
      // The sender needs the time in between; who kills for ever proves nothing more.
      for (; kills < 5 && !isOver; kills++) {
        await sleep(2_000);
        await api!.restart();
      }
    })();
    const messages = Array.from({ length: 2_000 }, (_, index) =>
      textFrom(personOf(index % 700), `Message ${index}`),
    );
    await inParallel(messages, 6, async (message, index) => {
      const body = webhook({ messages: [message], people: [personOf(index % 700)] });
      while ((await postWebhook(stack.url, body)) !== 200) await sleep(150);
      await sleep(10);
    });
    isOver = true;
    await killing;
    expect(kills).toBeGreaterThan(1);
    await eventually(async () => {
      expect(await waitingItems(stack)).toBe(0);
      expect(await stack.count('select count(*) from message')).toBe(2_000);
    });
    const wamids = messages.map((message) => message['id']);
    expect(
      await stack.count('select count(*) from message where wamid = any($1::text[])', [wamids]),
    ).toBe(2_000);
    expect(await stack.count('select count(*) from contact')).toBe(700);
    await eventually(async () =>
      expect(await stack.count('select sum(unread_count) from conversation')).toBe(2_000),
    );
  });
});
