import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudApiClient } from '../client/cloud-api-client';
import { parseItem } from '../webhook/parse-item';
import type { ParsedItem } from '../webhook/parsed-item';
import { verifySignature } from '../webhook/signature';
import { splitWebhook } from '../webhook/split';
import type { FakeCloudApiOptions } from './options';
import { startFakeCloudApi } from './start';
import type { FakeCloudApi } from './start';

const secret = 'app-secret';

export const phoneNumberId = '1060001';
export const text = (body: string) => ({ type: 'text' as const, text: { body } });

/** Receives webhooks, checks their signature and remembers what they say. */
async function startReceiver() {
  const items: ParsedItem[] = [];
  const posts: { body: string; isSigned: boolean }[] = [];
  const answers = { status: 200 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const signature = request.headers['x-hub-signature-256'] as string;
      posts.push({ body: body.toString(), isSigned: verifySignature(body, signature, secret) });
      if (answers.status === 200)
        items.push(
          ...splitWebhook(JSON.parse(body.toString())).map((item) => parseItem(item.payload)),
        );
      response.writeHead(answers.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    items,
    posts,
    answers,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A fake with a client on one side and a receiver of its webhooks on the other. */
export interface TestStand {
  fake: FakeCloudApi;
  client: CloudApiClient;
  receiver: Awaited<ReturnType<typeof startReceiver>>;
  /** The statuses of one message, as they came. */
  statusesOf(wamid: string): string[];
  close(): Promise<void>;
}

export async function openTestStand(
  options: Partial<FakeCloudApiOptions> = {},
): Promise<TestStand> {
  const receiver = await startReceiver();
  const fake = await startFakeCloudApi({
    appSecret: secret,
    accessToken: 'token',
    wabaId: '900',
    webhookUrl: receiver.url,
    numbers: [{ phoneNumberId, displayPhoneNumber: '+254 711 000 000', verifiedName: 'Duka' }],
    statuses: { sentMs: [1, 5], deliveredMs: [5, 10], readMs: [10, 20] },
    webhooks: { retryMs: 20 },
    ...options,
  });
  const client = new CloudApiClient({
    baseUrl: fake.url,
    version: 'v26.0',
    accessToken: 'token',
    timeoutMs: 2000,
  });
  return {
    fake,
    client,
    receiver,
    statusesOf: (wamid) =>
      receiver.items.flatMap((item) =>
        item.kind === 'status' && item.wamid === wamid ? [item.status] : [],
      ),
    async close() {
      await client.close();
      await fake.close();
      receiver.close();
    },
  };
}

/** Waits until it holds, for at most five seconds. */
export async function until(check: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (check()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`never came true: ${check.toString()}`);
}
