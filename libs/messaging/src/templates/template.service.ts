import type { TemplateSend } from '@datacare/cloud-api/content';
import { Refused } from '@datacare/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ContentInvalid, TemplateUnavailable } from '../messages/message.refusals';
import { Template } from './template.entity';
import { parameterProblem } from './template-parameters';

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
  /** The template that a send names, filled exactly; throws Refused with TemplateUnavailable or ContentInvalid. */
  async sendable(em: EntityManager, businessAccountId: string, send: TemplateSend): Promise<Template> {
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
