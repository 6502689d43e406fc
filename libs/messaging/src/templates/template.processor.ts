import { Process, Processor } from '@nestjs/bull';
import type { Job } from 'bull';
import { TemplateSync } from './template-sync.service';
import { templatesWakeup } from './template.queue';

@Processor(templatesWakeup.name)
export class TemplateProcessor {
  constructor(private readonly templates: TemplateSync) {}

  @Process()
  sync(job: Job<unknown>): Promise<void> {
    return this.templates.sync(templatesWakeup.schema.parse(job.data).businessAccountId);
  }
}
