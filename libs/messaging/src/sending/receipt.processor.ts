import { Process, Processor } from '@nestjs/bull';
import type { Job } from 'bull';
import { receiptQueue } from './receipt.queue';
import { ReceiptService } from './receipt.service';

@Processor(receiptQueue.name)
export class ReceiptProcessor {
  constructor(private readonly receipts: ReceiptService) {}

  @Process({ concurrency: 8 })
  deliver(job: Job<unknown>): Promise<void> {
    const { threadId, isTyping } = receiptQueue.schema.parse(job.data);
    return this.receipts.deliver(threadId, isTyping, job.timestamp);
  }
}
