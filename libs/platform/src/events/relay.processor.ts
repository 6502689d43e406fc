import { Process, Processor } from '@nestjs/bull';
import { EventRelay } from './event-relay';
import { relayWakeup } from './relay.queue';

@Processor(relayWakeup.name)
export class RelayProcessor {
  constructor(private readonly relay: EventRelay) {}

  @Process()
  wake(): void {
    this.relay.wake();
  }
}
