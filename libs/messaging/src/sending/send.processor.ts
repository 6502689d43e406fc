import { Process, Processor } from '@nestjs/bull';
import { Sender } from './sender.service';
import { sendWakeup } from './send.queue';

@Processor(sendWakeup.name)
export class SendProcessor {
  constructor(private readonly sender: Sender) {}

  @Process()
  wake(): void {
    this.sender.wake();
  }
}
