import { CloudApiFailure, explainError } from '@datacare/cloud-api';
import type { TemplateSend } from '@datacare/cloud-api/content';
import { Access, type Viewer } from '@datacare/identity';
import { Database, InvalidInput, NotFound, Refused } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Channel } from '../channels/channel.entity';
import { ContentInvalid, TemplateUnavailable } from '../messages/message.refusals';
import { isId } from '../sending/is-id';
import { Template } from './template.entity';
import { parameterProblem } from './template-parameters';
import { TemplateSync } from './template-sync.service';

/** Meta still sends templates that it flagged or has just reinstated. */
const sendableStatuses = new Set(['APPROVED', 'FLAGGED', 'REINSTATED']);

const whyNot: Record<string, string> = {
  PENDING: 'WhatsApp has not approved this template yet.',
  REJECTED: 'WhatsApp rejected this template. Correct it or choose another.',
  PAUSED: 'WhatsApp paused this template because of low quality. Wait or choose another.',
  DISABLED: 'WhatsApp switched this template off because of low quality. Choose another.',
  ARCHIVED: 'This template was archived because it had not been used for a year. Choose another.',
};

/** The message forms of the business accounts. */
@Injectable()
export class TemplateService {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly templates: TemplateSync,
  ) {}

  /** The templates that a channel can choose from, by name; those no longer in the account are left out. */
  async list(viewer: Viewer, channelId: string): Promise<Template[]> {
    this.access.require(viewer, 'template.read');
    const em = this.db.em();
    const channel = isId(channelId) ? await em.findOne(Channel, channelId) : null;
    if (!channel) return [];
    return em.find(
      Template,
      { businessAccountId: channel.businessAccountId, removedAt: null },
      { orderBy: { name: 'asc', language: 'asc' } },
    );
  }

  /** Reads the channel's account now and answers its templates; throws Refused when WhatsApp does not answer. */
  async refresh(viewer: Viewer, channelId: string): Promise<Template[]> {
    this.access.require(viewer, 'channel.manage');
    const channel = isId(channelId) ? await this.db.em().findOne(Channel, channelId) : null;
    if (!channel) throw new Refused(new NotFound('channel'));
    try {
      await this.templates.sync(channel.businessAccountId);
    } catch (error) {
      if (!(error instanceof CloudApiFailure)) throw error;
      const reason = error.error ? explainError(error.error.code) : undefined;
      throw new Refused(
        new InvalidInput(
          'channelId',
          reason
            ? `${reason.meaning} ${reason.action}`
            : 'WhatsApp did not answer. Try again in a moment.',
        ),
      );
    }
    return this.list(viewer, channelId);
  }

  /** The template that a send names, filled exactly; throws Refused with TemplateUnavailable or ContentInvalid. */
  async sendable(
    em: EntityManager,
    businessAccountId: string,
    send: TemplateSend,
  ): Promise<Template> {
    const template = await em.findOne(Template, {
      businessAccountId,
      name: send.name,
      language: send.language.code,
      removedAt: null,
    });
    if (!template)
      throw new Refused(
        new TemplateUnavailable(
          `There is no template "${send.name}" in "${send.language.code}". Refresh the templates or choose another.`,
          null,
        ),
      );
    if (!sendableStatuses.has(template.status))
      throw new Refused(
        new TemplateUnavailable(
          whyNot[template.status] ?? 'This template cannot be sent at the moment. Choose another.',
          template.status,
        ),
      );
    const problem = parameterProblem(template, send.components);
    if (problem) throw new Refused(new ContentInvalid(problem.field, problem.message));
    return template;
  }
}
