import type { MessageContent } from '../content/preview';
import type { RenderedTemplate } from '../content/render-template';
import type { Customer } from './customers';

export type LogStatus = 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed';

/** A message as the phone page shows it. `customer` wrote it, or the `business`. */
export interface LogEntry {
  wamid: string;
  phoneNumberId: string;
  author: 'customer' | 'business';
  content: MessageContent;
  rendered?: RenderedTemplate;
  /** Virtual milliseconds. */
  at: number;
  status: LogStatus;
  replyTo?: string;
  errorCode?: number;
  edited?: boolean;
  revoked?: boolean;
  /** Emoji by who reacted. */
  reactions?: Partial<Record<'customer' | 'business', string>>;
}

const KEPT_ATTENDED = 500;
const KEPT = 20;
const rank: Record<LogStatus, number> = {
  accepted: 0,
  sent: 1,
  delivered: 2,
  read: 3,
  played: 4,
  failed: 5,
};

/** The chats of all customers, each cut to its newest messages. */
export class ConversationLog {
  private readonly byWamid = new Map<string, { customer: Customer; entry: LogEntry }>();

  add(customer: Customer, entry: LogEntry): void {
    customer.log.push(entry);
    customer.activeAt = entry.at;
    this.byWamid.set(entry.wamid, { customer, entry });
    const kept = customer.attended ? KEPT_ATTENDED : KEPT;
    if (customer.log.length > kept) {
      const [old] = customer.log.splice(0, 1);
      this.byWamid.delete(old!.wamid);
    }
  }

  find(wamid: string): { customer: Customer; entry: LogEntry } | undefined {
    return this.byWamid.get(wamid);
  }

  /** False when the message has already come further. */
  advance(entry: LogEntry, status: LogStatus): boolean {
    if (rank[status] <= rank[entry.status]) return false;
    entry.status = status;
    return true;
  }

  react(wamid: string, by: 'customer' | 'business', emoji: string): LogEntry | undefined {
    const entry = this.byWamid.get(wamid)?.entry;
    if (!entry) return undefined;
    const { [by]: _, ...others } = entry.reactions ?? {};
    entry.reactions = emoji ? { ...others, [by]: emoji } : others;
    return entry;
  }

  clear(): void {
    this.byWamid.clear();
  }
}
