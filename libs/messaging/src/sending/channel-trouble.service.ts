import { explainError, type CloudApiError } from '@datacare/cloud-api';
import { ContactService } from '@datacare/contacts';
import { Database, Events, query } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { ChannelChanged } from '../messaging.events';
import { pairHold } from './pair-pace';

/** What an answer of Meta means beyond its own message. */
@Injectable()
export class ChannelTrouble {
  private readonly logger = new Logger(ChannelTrouble.name);

  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly contacts: ContactService,
  ) {}

  /** Keeps the channel's queue and sends nothing until a person has acted. */
  async pause(channelId: string, error: CloudApiError): Promise<void> {
    await this.db.transaction((em) => this.pauseIn(em, channelId, error));
  }

  /** As `pause`, in the caller's transaction. */
  async pauseIn(
    em: EntityManager,
    channelId: string,
    error: Pick<CloudApiError, 'code'>,
  ): Promise<void> {
    const { meaning, action } = explainError(error.code);
    const paused = await query(
      em,
      `update channel set state = 'paused', paused_reason = $2, updated_at = now()
       where id = $1 and state = 'active' returning id`,
      [channelId, `${meaning} ${action} (${error.code})`],
    );
    if (paused.length === 0) return;
    this.logger.error(`Channel ${channelId} is paused: ${error.code} ${meaning}`);
    await this.events.record(em, ChannelChanged.of({ channelId }, { subjectId: channelId }));
  }

  /** Lets nothing leave a number (or all numbers of its account) for a while. */
  async hold(
    channel: { id: string; businessAccountId: string },
    scope: 'number' | 'account',
    forMs: number,
  ) {
    await query(
      this.db.em(),
      `update channel set hold_until = greatest(hold_until, now() + make_interval(secs => $2::float8 / 1000))
       where ${scope === 'number' ? 'id' : 'business_account_id'} = $1`,
      [scope === 'number' ? channel.id : channel.businessAccountId, forMs],
    );
  }

  /** Leaves one person alone for a while. */
  async holdPair(threadId: string, forMs: number, burst: number): Promise<void> {
    await query(
      this.db.em(),
      `update thread set pair_pace_at = greatest(pair_pace_at, now() + make_interval(secs => $2::float8 / 1000)) where id = $1`,
      [threadId, pairHold(forMs, burst)],
    );
  }

  /** The person told WhatsApp to stop our marketing; that is as good as telling us. */
  async optOut(contactId: string, at: Date): Promise<void> {
    await this.db.transaction((em) => this.optOutIn(em, contactId, at));
  }

  /** As `optOut`, in the caller's transaction. */
  optOutIn(em: EntityManager, contactId: string, at: Date): Promise<void> {
    return this.contacts.setMarketingConsent(em, contactId, 'withdrawn', at);
  }
}
