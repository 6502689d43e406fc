import { Access, type Viewer } from '@datacare/identity';
import {
  afterCommit,
  Config,
  Database,
  Events,
  InvalidInput,
  Jobs,
  NotFound,
  Refused,
  SecretBox,
} from '@datacare/platform';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import { ChannelChanged } from '../messaging.events';
import { sendWakeup } from '../sending/send.queue';
import { accessTokenContext, ChannelClients } from './channel-clients';
import { dailyLimitOf, messagesPerSecondOf } from './channel-limits';
import { Channel } from './channel.entity';

export interface NewChannel {
  name: string;
  phoneNumberId: string;
  businessAccountId: string;
  accessToken: string;
}

export interface ChannelSettings {
  channelId: string;
  name?: string | null;
  accessToken?: string | null;
  isPaused?: boolean | null;
  sendsReadReceipts?: boolean | null;
}

const metaId = (what: string) =>
  z
    .string()
    .trim()
    .regex(
      /^\d{3,32}$/,
      `The ${what} is the number that Meta shows in the WhatsApp manager: digits only.`,
    );
const newChannelSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'A channel needs a name.')
    .max(100, 'A name has at most 100 characters.'),
  phoneNumberId: metaId('phone number id'),
  businessAccountId: metaId('business account id'),
  accessToken: z
    .string()
    .trim()
    .min(8, 'The access token is not complete.')
    .max(4_096, 'That is longer than any access token.'),
});

/** Reasons that a new access token removes: Meta's codes for a token that is no good. */
const tokenTrouble = /\((0|190)\)$/;

/** The business's WhatsApp numbers, their credentials and whether they send. */
@Injectable()
export class ChannelService {
  private readonly logger = new Logger(ChannelService.name);

  constructor(
    private readonly database: Database,
    private readonly access: Access,
    private readonly events: Events,
    private readonly box: SecretBox,
    private readonly clients: ChannelClients,
    private readonly jobs: Jobs,
    private readonly config: Config,
  ) {}

  async list(viewer: Viewer): Promise<Channel[]> {
    this.access.require(viewer, 'channel.read');
    return this.database.em().find(Channel, {}, { orderBy: { name: 'asc', id: 'asc' } });
  }

  byIds(ids: readonly string[]): Promise<Channel[]> {
    return this.database.em().find(Channel, { id: { $in: ids.filter(isId) } });
  }

  /** Throws Refused with NotFound. */
  async require(viewer: Viewer, id: string): Promise<Channel> {
    this.access.require(viewer, 'channel.read');
    const [channel] = await this.byIds([id]);
    if (!channel) throw new Refused(new NotFound('channel'));
    return channel;
  }

  /** Adds a number; the token is sealed before it is stored, and what Meta knows about the number is read. */
  async create(viewer: Viewer, input: NewChannel): Promise<Channel> {
    this.access.require(viewer, 'channel.manage');
    const channel = await this.add(checked(input));
    await this.refresh(channel);
    return this.require(viewer, channel.id);
  }

  /** Changes what is given. A new token lets a number go on that stood still because of the old one. */
  async update(viewer: Viewer, settings: ChannelSettings): Promise<Channel> {
    this.access.require(viewer, 'channel.manage');
    const { name, accessToken } = refused(
      newChannelSchema
        .pick({ name: true, accessToken: true })
        .partial()
        .safeParse(present({ name: settings.name, accessToken: settings.accessToken })),
    );
    const channel = await this.database.transaction(async (em) => {
      const found = isId(settings.channelId) ? await em.findOne(Channel, settings.channelId) : null;
      if (!found) throw new Refused(new NotFound('channel'));
      if (name) found.name = name;
      if (accessToken) {
        found.accessTokenSealed = this.box.seal(accessToken, accessTokenContext(found.id));
        if (found.state === 'paused' && tokenTrouble.test(found.pausedReason ?? '')) resume(found);
      }
      if (settings.isPaused === true && found.state === 'active')
        pause(found, `Paused by ${viewer.name}.`);
      if (settings.isPaused === false) resume(found);
      if (settings.sendsReadReceipts != null) found.sendsReadReceipts = settings.sendsReadReceipts;
      await this.changed(em, found);
      return found;
    });
    if (accessToken) await this.refresh(channel);
    return this.require(viewer, channel.id);
  }

  /** Adds the channel that the environment names, once; undefined when it names none. */
  async seedFromEnvironment(): Promise<Channel | undefined> {
    const { accessToken, businessAccountId, phoneNumberId } = this.config.whatsapp;
    if (!accessToken || !businessAccountId || !phoneNumberId) return undefined;
    const known = await this.database.em().findOne(Channel, { phoneNumberId });
    if (known) return known;
    return this.add({ name: 'WhatsApp', phoneNumberId, businessAccountId, accessToken });
  }

  /** Reads what Meta knows about every number; one that does not answer is left as it is. */
  async refreshAll(): Promise<void> {
    for (const channel of await this.database.em().find(Channel, {})) await this.refresh(channel);
  }

  /** Reads name, quality, rate and daily limit of a number from Meta. */
  async refresh(
    channel: Pick<Channel, 'id' | 'phoneNumberId' | 'accessTokenSealed'>,
  ): Promise<void> {
    try {
      const number = await this.clients.of(channel).phoneNumber(channel.phoneNumberId);
      await this.database.transaction(async (em) => {
        const found = await em.findOneOrFail(Channel, channel.id);
        found.displayPhoneNumber = number.display_phone_number ?? found.displayPhoneNumber;
        found.verifiedName = number.verified_name ?? found.verifiedName;
        found.qualityRating = number.quality_rating ?? found.qualityRating;
        found.messagesPerSecond = messagesPerSecondOf(number.throughput) ?? found.messagesPerSecond;
        const limit = dailyLimitOf(number.whatsapp_business_manager_messaging_limit);
        if (limit !== undefined) found.dailyLimit = limit;
        await this.changed(em, found);
      });
    } catch (error) {
      this.logger.warn(
        `Nothing new is known about channel ${channel.id}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  private async add(values: NewChannel): Promise<Channel> {
    try {
      return await this.database.transaction(async (em) => {
        const { accessToken, ...rest } = values;
        const channel = new Channel({ ...rest, accessTokenSealed: '' });
        channel.accessTokenSealed = this.box.seal(accessToken, accessTokenContext(channel.id));
        em.persist(channel);
        await this.changed(em, channel);
        return channel;
      });
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
      throw new Refused(
        new InvalidInput(
          'input.phoneNumberId',
          'There is already a channel for this phone number id.',
        ),
      );
    }
  }

  private async changed(em: EntityManager, channel: Channel): Promise<void> {
    channel.updatedAt = new Date();
    await em.flush();
    await this.events.record(
      em,
      ChannelChanged.of({ channelId: channel.id }, { subjectId: channel.id }),
    );
    afterCommit(em, () => this.jobs.ring(sendWakeup, {}), sendWakeup);
  }
}

const isId = (text: string) => z.guid().safeParse(text).success;

const present = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value != null));

function pause(channel: Channel, reason: string): void {
  channel.state = 'paused';
  channel.pausedReason = reason;
}

function resume(channel: Channel): void {
  channel.state = 'active';
  channel.pausedReason = null;
}

function refused<T>(result: z.ZodSafeParseResult<T>): T {
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Refused(new InvalidInput(`input.${issue!.path.join('.')}`, issue!.message));
}

const checked = (input: NewChannel): NewChannel => refused(newChannelSchema.safeParse(input));
