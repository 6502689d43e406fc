import { createHash } from 'node:crypto';
import type { AccountTemplate, TemplateComponent } from '../content/account-template';
import { accountTemplateSchema } from '../content/account-template';
import { templateVariables } from '../content/render-template';
import type { Clock, Timeline } from './clock';
import { GraphError } from './http';

export interface NewTemplate {
  id?: string;
  name: string;
  language: string;
  category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
  status?: string;
  parameterFormat?: 'NAMED' | 'POSITIONAL';
  rejectedReason?: string;
  components: Record<string, unknown>[];
}

/** A template with what its webhooks and pauses need. */
export interface StoredTemplate extends Omit<AccountTemplate, 'components'> {
  components: TemplateComponent[];
  pauses: number;
  /** Virtual time at which a pause ends. */
  pausedUntil?: number;
}

export type Announce = (field: string, value: Record<string, unknown>) => void;

const HOUR = 60 * 60 * 1000;

/** The templates of the account and their life: review, quality, pauses, categories. */
export class TemplateStore {
  private readonly templates = new Map<string, StoredTemplate>();

  constructor(
    private readonly clock: Clock,
    private readonly timeline: Timeline,
    private readonly announce: Announce,
  ) {}

  add(from: NewTemplate): StoredTemplate {
    const id = from.id ?? idFor(`${from.name}|${from.language}`);
    const parsed = accountTemplateSchema.parse({
      id,
      name: from.name,
      language: from.language,
      status: from.status ?? 'APPROVED',
      category: from.category,
      parameter_format: from.parameterFormat ?? 'POSITIONAL',
      rejected_reason: from.rejectedReason ?? 'NONE',
      quality_score: { score: 'UNKNOWN' },
      components: from.components,
    });
    const template: StoredTemplate = { ...parsed, pauses: 0 };
    this.templates.set(id, template);
    return template;
  }

  /** Takes a creation request as Meta does; the review comes later. */
  create(body: Record<string, unknown>): StoredTemplate {
    const name = String(body.name ?? '');
    const language = String(body.language ?? '');
    if (!/^[a-z0-9_]{1,512}$/.test(name))
      throw new GraphError(100, 400, '(#100) Invalid parameter', 'name');
    if (!language) throw new GraphError(100, 400, '(#100) Invalid parameter', 'language');
    if (!['MARKETING', 'UTILITY', 'AUTHENTICATION'].includes(String(body.category)))
      throw new GraphError(100, 400, '(#100) Invalid parameter', 'category');
    if (this.find(name, language))
      throw new GraphError(
        100,
        400,
        '(#100) Invalid parameter',
        'There is already content in this language for this template',
      );
    const components = Array.isArray(body.components)
      ? (body.components as Record<string, unknown>[])
      : [];
    checkComponents(components, String(body.category));
    return this.add({
      name,
      language,
      category: body.category as NewTemplate['category'],
      status: 'PENDING',
      parameterFormat:
        String(body.parameter_format ?? '').toUpperCase() === 'NAMED' ? 'NAMED' : 'POSITIONAL',
      components,
    });
  }

  get(id: string): StoredTemplate | undefined {
    return this.templates.get(id);
  }

  find(name: string, language: string): StoredTemplate | undefined {
    const template = this.templates.get(idFor(`${name}|${language}`));
    if (template?.name === name && template.language === language) return template;
    return [...this.templates.values()].find(
      (other) => other.name === name && other.language === language,
    );
  }

  list(): StoredTemplate[] {
    return [...this.templates.values()];
  }

  remove(template: StoredTemplate): void {
    this.templates.delete(template.id);
    this.tell(template, 'DELETED');
  }

  clear(): void {
    this.templates.clear();
  }

  setStatus(template: StoredTemplate, status: string, reason = 'NONE'): void {
    template.status = status;
    template.rejected_reason = reason;
    if (status !== 'PAUSED') delete template.pausedUntil;
    this.tell(template, status, { reason });
  }

  /** Low quality pauses for three hours, then six, then for good. */
  pause(template: StoredTemplate): void {
    template.pauses += 1;
    if (template.pauses > 2) {
      this.setStatus(template, 'DISABLED');
      return;
    }
    const [title, hours] = template.pauses === 1 ? ['FIRST_PAUSE', 3] : ['SECOND_PAUSE', 6];
    template.status = 'PAUSED';
    template.pausedUntil = this.clock.now() + Number(hours) * HOUR;
    this.tell(template, 'PAUSED', {
      other_info: {
        title,
        description: `Your template has been paused for ${hours} hours because of low quality.`,
      },
    });
  }

  unpause(template: StoredTemplate): void {
    delete template.pausedUntil;
    template.status = 'APPROVED';
    this.tell(template, 'APPROVED', {
      other_info: { title: 'UNPAUSED', description: 'Your template can be sent again.' },
    });
  }

  setQuality(template: StoredTemplate, score: string): void {
    const previous = template.quality_score ?? 'UNKNOWN';
    template.quality_score = score;
    this.announce('message_template_quality_update', {
      previous_quality_score: previous,
      new_quality_score: score,
      ...reference(template),
    });
    if (score === 'RED') this.pause(template);
  }

  /** With `noticeHours` the change is only announced. */
  setCategory(template: StoredTemplate, category: string, noticeHours = 0): void {
    const previous = template.category;
    if (noticeHours > 0) {
      this.announce('template_category_update', {
        ...reference(template),
        new_category: previous,
        correct_category: category,
        category_update_timestamp: Math.floor((this.clock.now() + noticeHours * HOUR) / 1000),
      });
      return;
    }
    template.category = category;
    template.previous_category = previous;
    this.announce('template_category_update', {
      ...reference(template),
      previous_category: previous,
      new_category: category,
    });
  }

  /** Replaces the components and sends the template to review again. */
  edit(template: StoredTemplate, components: Record<string, unknown>[]): void {
    if (!['APPROVED', 'REJECTED', 'PAUSED'].includes(template.status))
      throw new GraphError(
        100,
        400,
        '(#100) Invalid parameter',
        `A template that is ${template.status} cannot be edited`,
      );
    checkComponents(components, template.category);
    const { components: parsed } = accountTemplateSchema.parse({
      ...template,
      quality_score: null,
      components,
    });
    template.components = parsed;
    template.status = 'PENDING';
    const body = parsed.find((component) => component.type.toUpperCase() === 'BODY');
    this.announce('message_template_components_update', {
      ...reference(template),
      message_template_element: body?.text,
    });
    this.timeline.after(50, () => this.tell(template, 'PENDING'));
  }

  /** Ends the pauses whose time has come. */
  wake(): void {
    for (const template of this.templates.values())
      if (template.pausedUntil !== undefined && template.pausedUntil <= this.clock.now())
        this.unpause(template);
  }

  private tell(template: StoredTemplate, event: string, more: Record<string, unknown> = {}): void {
    this.announce('message_template_status_update', {
      event,
      ...reference(template),
      reason: 'NONE',
      message_template_category: template.category,
      ...more,
    });
  }
}

const idFor = (seed: string) =>
  createHash('sha256').update(seed).digest().readBigUInt64BE(0).toString().slice(0, 15);

const reference = (template: StoredTemplate) => ({
  message_template_id: Number(template.id),
  message_template_name: template.name,
  message_template_language: template.language.replace('_', '-'),
});

function checkComponents(components: Record<string, unknown>[], category: string): void {
  const body = components.find((component) => String(component.type).toUpperCase() === 'BODY');
  if (!body) throw new GraphError(100, 400, '(#100) Invalid parameter', 'A template needs a BODY');
  const text = String(body.text ?? '');
  if (category !== 'AUTHENTICATION' && !text)
    throw new GraphError(2388072, 400, 'Message template body is not valid');
  if (text.length > 1024)
    throw new GraphError(2388040, 400, 'The body is longer than 1024 characters');
  if (/^\s*\{\{[^}]*\}\}|\{\{[^}]*\}\}\s*$/.test(text))
    throw new GraphError(2388299, 400, "Variables can't be at the start or end of the template");
  const variables = templateVariables(text).length;
  const wordCount = text.split(/\s+/).filter((word) => !word.includes('{{')).length;
  if (variables > 0 && wordCount < variables * 2)
    throw new GraphError(2388293, 400, 'This template has too many variables for its length');
}
