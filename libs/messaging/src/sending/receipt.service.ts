import { limits } from '@datacare/cloud-api/content';
import { Database, Jobs, query } from '@datacare/platform';
import { Injectable, Logger } from '@nestjs/common';
import { ChannelClients } from '../channels/channel-clients';
import { receiptQueue } from './receipt.queue';

interface Target {
  id: string;
  phone_number_id: string;
  access_token_sealed: string;
  last_inbound_wamid: string;
}

/** Tells the customer that their messages were read, or that somebody writes. */
@Injectable()
export class ReceiptService {
  private readonly logger = new Logger(ReceiptService.name);

  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly clients: ChannelClients,
  ) {}

  /** Sends the blue ticks in a moment, where the channel allows it. Never waits, never throws. */
  markRead(thread: { id: string }): void {
    this.ask(thread.id, false);
  }

  /** Shows for 25 seconds at most that somebody writes. WhatsApp marks as read with it, so it needs the same leave. */
  typing(thread: { id: string }): void {
    this.ask(thread.id, true);
  }

  /** Sends one; `askedAt` in milliseconds since 1970. */
  async deliver(threadId: string, isTyping: boolean, askedAt: number): Promise<void> {
    if (isTyping && Date.now() - askedAt > limits.typingSeconds * 1000) return;
    // WhatsApp takes marks of messages up to 30 days old.
    const [target] = await query<Target>(
      this.db.em(),
      `select c.id, c.phone_number_id, c.access_token_sealed, t.last_inbound_wamid
       from thread t join channel c on c.id = t.channel_id
       where t.id = $1 and t.last_inbound_wamid is not null and t.last_inbound_at > now() - interval '30 days'
         and c.sends_read_receipts and c.state = 'active'`,
      [threadId],
    );
    if (!target) return;
    const client = this.clients.of({
      id: target.id,
      accessTokenSealed: target.access_token_sealed,
    });
    await client
      .markRead(target.phone_number_id, target.last_inbound_wamid, { typing: isTyping })
      .catch((error: unknown) => this.logger.debug(`No mark of reading: ${String(error)}`));
  }

  private ask(threadId: string, isTyping: boolean): void {
    // One that still waits says the same.
    void this.jobs.add(
      receiptQueue,
      { threadId, isTyping },
      { jobId: `${threadId}-${isTyping ? 'typing' : 'read'}`, removeOnFail: true },
    );
  }
}
