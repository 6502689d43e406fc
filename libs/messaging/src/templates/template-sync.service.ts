import { CloudApiFailure, type CloudApiClient } from '@datacare/cloud-api';
import type { AccountTemplate } from '@datacare/cloud-api/content';
import { Database, Events, newId, query } from '@datacare/platform';
import { Injectable, Logger } from '@nestjs/common';
import { ChannelClients } from '../channels/channel-clients';
import { TemplatesSynced } from '../messaging.events';

/** Meta's answer to a cursor that is no longer good: begin again without one. */
const BAD_CURSOR = 131059;
const MOST_PAGES = 200;

/** Reads the templates of business accounts; Meta's account is the source of truth and is never written. */
@Injectable()
export class TemplateSync {
  private readonly logger = new Logger(TemplateSync.name);

  constructor(
    private readonly db: Database,
    private readonly clients: ChannelClients,
    private readonly events: Events,
  ) {}

  /** Reads all accounts that channels belong to; one that fails does not keep the others. */
  async syncAll(): Promise<void> {
    const accounts = await query<{ id: string }>(
      this.db.em(),
      'select distinct business_account_id as id from channel order by 1',
    );
    for (const { id } of accounts) {
      await this.sync(id).catch((error: unknown) =>
        this.logger.warn(`The templates of account ${id} could not be read: ${String(error)}`),
      );
    }
  }

  /** Reads one account; templates that are no longer in it are kept and marked. Throws CloudApiFailure. */
  async sync(businessAccountId: string): Promise<void> {
    const [channel] = await query<{ id: string; access_token_sealed: string }>(
      this.db.em(),
      `select id, access_token_sealed from channel where business_account_id = $1
       order by state = 'active' desc, created_at limit 1`,
      [businessAccountId],
    );
    if (!channel) return;
    const client = this.clients.of({
      id: channel.id,
      accessTokenSealed: channel.access_token_sealed,
    });
    await this.store(businessAccountId, await readAll(client, businessAccountId));
  }

  private async store(
    businessAccountId: string,
    templates: readonly AccountTemplate[],
  ): Promise<void> {
    const rows = templates.map((template) => ({
      id: newId(),
      meta_id: template.id,
      name: template.name,
      language: template.language,
      category: template.category,
      status: template.status,
      parameter_format: template.parameter_format,
      components: template.components,
      quality_score: template.quality_score ?? null,
      rejected_reason:
        template.rejected_reason === 'NONE' ? null : (template.rejected_reason ?? null),
    }));
    await this.db.transaction(async (em) => {
      await query(
        em,
        `insert into template (id, business_account_id, meta_id, name, language, category, status, parameter_format,
           components, quality_score, rejected_reason, synced_at, removed_at)
         select distinct on (r.name, r.language) r.id, $1, r.meta_id, r.name, r.language, r.category, r.status,
           r.parameter_format, r.components, r.quality_score, r.rejected_reason, now(), null
         from jsonb_to_recordset($2::jsonb) as r(id uuid, meta_id text, name text, language text, category text,
           status text, parameter_format text, components jsonb, quality_score text, rejected_reason text)
         on conflict (business_account_id, name, language) do update set meta_id = excluded.meta_id,
           category = excluded.category, status = excluded.status, parameter_format = excluded.parameter_format,
           components = excluded.components, quality_score = excluded.quality_score,
           rejected_reason = excluded.rejected_reason, synced_at = now(), removed_at = null`,
        [businessAccountId, JSON.stringify(rows)],
      );
      await query(
        em,
        `update template set removed_at = now()
         where business_account_id = $1 and removed_at is null and synced_at < now()`,
        [businessAccountId],
      );
      await this.events.record(em, TemplatesSynced.of({ businessAccountId }));
    });
  }
}

async function readAll(
  client: CloudApiClient,
  businessAccountId: string,
  isSecondTry = false,
): Promise<AccountTemplate[]> {
  const all: AccountTemplate[] = [];
  let after: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await client.listTemplates(businessAccountId, {
        limit: 100,
        ...(after ? { after } : {}),
      });
      all.push(...answer.templates);
      after = answer.after;
      if (!after) return all;
    }
    throw new Error(`The account lists more than ${MOST_PAGES} pages of templates`);
  } catch (error) {
    if (isSecondTry || !(error instanceof CloudApiFailure) || error.error?.code !== BAD_CURSOR)
      throw error;
    return readAll(client, businessAccountId, true);
  }
}
