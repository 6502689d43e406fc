import { splitWebhook } from '@datacare/cloud-api';
import { contactsEntities } from '@datacare/contacts';
import { identityEntities } from '@datacare/identity';
import {
  type Database,
  PlatformModule,
  platformEntities,
  query,
  SecretBox,
} from '@datacare/platform';
import { testConfig, testDatabase } from '@datacare/platform/testing';
import { Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { accessTokenContext } from '../channels/channel-clients';
import { Channel } from '../channels/channel.entity';
import { messagingEntities } from '../entities';
import { MessagingModule } from '../messaging.module';
import { IngestService } from '../webhooks/ingest.service';
import { WebhookInbox } from '../webhooks/webhook-inbox.service';
import { aLine, type Line } from './webhook-bodies';

export const testEntities = [
  ...platformEntities,
  ...identityEntities,
  ...contactsEntities,
  ...messagingEntities,
];

/** The core of messaging on a database of its own, without a server around it. */
export interface MessagingTest {
  readonly db: Database;
  readonly app: INestApplicationContext;
  get<T>(type: Type<T>): T;
  rows<T = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  /** Saves a channel for the line. */
  openChannel(line?: Line, name?: string): Promise<Channel>;
  /** Stores webhook bodies as the controller does. */
  receive(...bodies: unknown[]): Promise<void>;
  /** Processes until nothing is due. */
  ingest(): Promise<void>;
  close(): Promise<void>;
}

export async function messagingTest(
  environment: Record<string, string> = {},
): Promise<MessagingTest> {
  const database = await testDatabase(testEntities);
  const config = testConfig({ DATABASE_URL: database.url, ...environment });
  @Module({
    imports: [PlatformModule.forRoot({ config, entities: testEntities }), MessagingModule],
  })
  class App {}
  const app = await NestFactory.createApplicationContext(App, { logger: false });
  const get = <T>(type: Type<T>): T => app.get(type, { strict: false });
  return {
    db: database.db,
    app,
    get,
    rows: (sql, parameters) => query(database.db.em(), sql, parameters),
    openChannel: (line = aLine, name = 'Shop') =>
      saveChannel(database.db, get(SecretBox), line, name),
    receive: async (...bodies) => {
      await Promise.all(bodies.map((body) => get(WebhookInbox).store(splitWebhook(body))));
    },
    ingest: async () => {
      while (await get(IngestService).run());
    },
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}

async function saveChannel(
  db: Database,
  box: SecretBox,
  line: Line,
  name: string,
): Promise<Channel> {
  const channel = new Channel({
    name,
    phoneNumberId: line.phoneNumberId,
    businessAccountId: line.wabaId,
    accessTokenSealed: 'to be sealed',
  });
  channel.accessTokenSealed = box.seal('test-access-token', accessTokenContext(channel.id));
  await db.transaction(async (em) => void em.persist(channel));
  return channel;
}
