import type { ParsedItem } from '@datacare/cloud-api';
import { afterCommit, Events, Jobs, query } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { ChannelChanged, TemplatesSynced } from '../messaging.events';
import { templatesWakeup } from '../templates/template.queue';
import { dailyLimitOf } from './channel-limits';

type Notice<Kind extends ParsedItem['kind']> = Extract<ParsedItem, { kind: Kind }>;
type TemplateNotice = Notice<'template_status' | 'template_quality' | 'template_category'>;

/** Reason under which a number stands still while WhatsApp has disabled its account. */
export const DISABLED_REASON =
  'WhatsApp disabled the business account. See Account Quality in the Meta Business Suite.';

/** Meta's events that bring a template back to life under another word. */
const templateStatusOf: Record<string, string> = { UNARCHIVED: 'APPROVED', LOCKED: 'DISABLED' };

/** Keeps channels and templates in step with what Meta says about numbers and accounts. */
@Injectable()
export class AccountNotices {
  private readonly logger = new Logger(AccountNotices.name);

  constructor(
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  /** Applies a notice in the caller's transaction; items of other kinds are left alone. */
  async apply(em: EntityManager, item: ParsedItem): Promise<void> {
    // A notice tells a part, and may be of a template that is new here: the account tells all.
    if (item.kind.startsWith('template_')) {
      const businessAccountId = item.wabaId;
      const ring = () => this.jobs.ring(templatesWakeup, { businessAccountId });
      afterCommit(em, ring, `${templatesWakeup.name} ${businessAccountId}`);
    }
    switch (item.kind) {
      case 'phone_number_quality':
        return this.applyQuality(em, item);
      case 'account':
        return this.applyAccount(em, item);
      case 'template_status':
        return this.applyTemplate(em, item, 'status = $4, rejected_reason = $5', [
          templateStatusOf[item.event] ?? item.event,
          item.event === 'REJECTED' ? (item.detail ?? item.reason ?? null) : null,
        ]);
      case 'template_quality':
        return this.applyTemplate(em, item, 'quality_score = $4', [item.quality]);
      case 'template_category':
        // An announcement carries the category as it still is.
        return this.applyTemplate(em, item, 'category = $4', [item.category]);
      case 'error':
        this.logger.warn(`WhatsApp reports error ${item.error.code}: ${item.error.title}`);
        return undefined;
      default:
        return undefined;
    }
  }

  private async applyQuality(
    em: EntityManager,
    item: Notice<'phone_number_quality'>,
  ): Promise<void> {
    const value = item.value as { display_phone_number?: string };
    const number = (item.displayPhoneNumber ?? value.display_phone_number ?? '').replace(/\D/g, '');
    const limit = dailyLimitOf(item.maxDailyConversations ?? item.currentLimit);
    const quality = item.event === 'FLAGGED' ? 'RED' : item.event === 'UNFLAGGED' ? 'GREEN' : null;
    const rate = item.event === 'THROUGHPUT_UPGRADE' ? 1_000 : null;
    await this.changed(
      em,
      await query(
        em,
        `update channel set quality_rating = coalesce($2, quality_rating),
           messages_per_second = coalesce($3, messages_per_second),
           daily_limit = case when $4 then $5::integer else daily_limit end, updated_at = now()
         where business_account_id = $6 and (phone_number_id = $7
           or ($1 <> '' and regexp_replace(coalesce(display_phone_number, ''), '\\D', '', 'g') = $1))
         returning id`,
        [
          number,
          quality,
          rate,
          limit !== undefined,
          limit ?? null,
          item.wabaId,
          item.phoneNumberId ?? null,
        ],
      ),
    );
  }

  private async applyAccount(em: EntityManager, item: Notice<'account'>): Promise<void> {
    const value = item.value as {
      ban_info?: { waba_ban_state?: string };
      max_daily_conversations_per_business?: string | number;
    };
    const limit = dailyLimitOf(value.max_daily_conversations_per_business);
    if (item.field === 'business_capability_update' && limit !== undefined) {
      await this.changed(
        em,
        await query(
          em,
          'update channel set daily_limit = $2, updated_at = now() where business_account_id = $1 returning id',
          [item.wabaId, limit],
        ),
      );
    }
    const state = value.ban_info?.waba_ban_state;
    if (state === 'DISABLE') await this.stop(em, item.wabaId);
    if (state === 'REINSTATE') await this.goOn(em, item.wabaId);
  }

  private async stop(em: EntityManager, businessAccountId: string): Promise<void> {
    const paused = await query(
      em,
      `update channel set state = 'paused', paused_reason = $2, updated_at = now()
       where business_account_id = $1 and state = 'active' returning id`,
      [businessAccountId, DISABLED_REASON],
    );
    await this.changed(em, paused);
  }

  /** Resumes only what this reason stopped: a person's pause stays theirs. */
  private async goOn(em: EntityManager, businessAccountId: string): Promise<void> {
    const resumed = await query(
      em,
      `update channel set state = 'active', paused_reason = null, updated_at = now()
       where business_account_id = $1 and state = 'paused' and paused_reason = $2 returning id`,
      [businessAccountId, DISABLED_REASON],
    );
    await this.changed(em, resumed);
  }

  private async applyTemplate(
    em: EntityManager,
    { wabaId, name, language }: TemplateNotice,
    assignments: string,
    values: readonly unknown[],
  ): Promise<void> {
    const changed = await query(
      em,
      `update template set ${assignments}
       where business_account_id = $1 and name = $2 and language = $3 returning id`,
      [wabaId, name, language, ...values],
    );
    if (changed.length > 0)
      await this.events.record(em, TemplatesSynced.of({ businessAccountId: wabaId }));
  }

  private async changed(
    em: EntityManager,
    rows: readonly Record<string, unknown>[],
  ): Promise<void> {
    await this.events.record(
      em,
      ...rows.map((row) =>
        ChannelChanged.of({ channelId: String(row['id']) }, { subjectId: String(row['id']) }),
      ),
    );
  }
}
