import { Agent } from 'undici';
import { sign } from '../webhook/signature';
import { exchange } from '../client/exchange';
import type { Clock, Timeline } from './clock';
import type { FaultSwitches } from './faults';
import type { WebhookOptions } from './options';

/** One thing to tell the business. */
export interface OutgoingItem {
  field: string;
  /** Absent for account notices. */
  number?: { phoneNumberId: string; displayPhoneNumber: string };
  contact?: Record<string, unknown>;
  message?: Record<string, unknown>;
  status?: Record<string, unknown>;
  error?: Record<string, unknown>;
  value?: Record<string, unknown>;
}

interface Post {
  body: Buffer;
  signature: string;
  items: number;
  attempts: number;
}

export interface WebhookAnswer {
  status?: number;
  error?: string;
  items: number;
  attempt: number;
  tookMs: number;
  at: number;
}

const MAX_ITEMS = 300_000;
const MAX_POSTS = 20_000;

/** Meta writes webhooks in plain ASCII with escaped slashes, so that re-serialising them breaks the signature. */
const asMetaWrites = (json: string) =>
  json
    .replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');

function shuffle<T>(items: T[]): void {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
}

/** Batches, signs and posts webhooks, and repeats each until it is answered with 200. */
export class WebhookSender {
  private items: OutgoingItem[] = [];
  private readonly posts: Post[] = [];
  private gathering = false;
  private inFlight = 0;
  private retrying = 0;
  private readonly agent = new Agent({
    connections: 32,
    pipelining: 1,
    connect: { timeout: 5000 },
  });
  private closed = false;
  delivered = 0;
  failedPosts = 0;
  dropped = 0;
  lastAnswer: WebhookAnswer | undefined;
  onAnswer: ((answer: WebhookAnswer) => void) | undefined;

  constructor(
    private readonly settings: { url: string | undefined; appSecret: string; wabaId: string },
    private readonly options: WebhookOptions,
    private readonly clock: Clock,
    private readonly timeline: Timeline,
    private readonly faults: FaultSwitches,
  ) {}

  add(item: OutgoingItem): void {
    if (!this.settings.url || this.closed) return;
    const { dropPercent, duplicates } = this.faults.state.webhooks;
    for (let copy = 0; copy <= duplicates; copy += 1) {
      const isDropped = dropPercent > 0 && Math.random() * 100 < dropPercent;
      if (isDropped || this.items.length >= MAX_ITEMS) this.dropped += 1;
      else this.items.push(item);
    }
    this.gather();
  }

  /** Everything said so far has been answered with 200. */
  get isSettled(): boolean {
    return this.items.length + this.posts.length + this.inFlight + this.retrying === 0;
  }

  state() {
    return {
      url: this.settings.url,
      waitingItems: this.items.length,
      waitingPosts: this.posts.length,
      retrying: this.retrying,
      inFlight: this.inFlight,
      delivered: this.delivered,
      failedPosts: this.failedPosts,
      dropped: this.dropped,
      lastAnswer: this.lastAnswer,
    };
  }

  /** After a pause is lifted. */
  resume(): void {
    this.gather();
    this.pump();
  }

  clear(): void {
    this.items = [];
    this.posts.length = 0;
    this.retrying = 0;
    this.delivered = 0;
    this.failedPosts = 0;
    this.dropped = 0;
    this.lastAnswer = undefined;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.clear();
    await this.agent.destroy();
  }

  private gather(): void {
    if (this.gathering || this.items.length === 0) return;
    this.gathering = true;
    const wait = Math.max(this.options.gatherMs, this.faults.state.webhooks.delayMs);
    this.timeline.after(wait, () => {
      this.gathering = false;
      if (this.faults.state.webhooks.paused) return;
      if (this.faults.state.webhooks.shuffle) shuffle(this.items);
      // Bodies are only built as fast as they leave, so a slow receiver costs no memory beyond the items.
      while (this.items.length > 0 && this.posts.length < this.options.concurrency * 2)
        this.enqueue(this.items.splice(0, this.options.batchSize));
      this.pump();
      this.gather();
    });
  }

  private enqueue(items: OutgoingItem[]): void {
    const body = Buffer.from(asMetaWrites(JSON.stringify(this.envelope(items))));
    if (this.posts.length >= MAX_POSTS) this.posts.shift();
    this.posts.push({
      body,
      signature: sign(body, this.settings.appSecret),
      items: items.length,
      attempts: 0,
    });
  }

  private envelope(items: OutgoingItem[]) {
    const changes = new Map<string, { field: string; value: Record<string, unknown> }>();
    let isNotice = false;
    items.forEach((item, index) => {
      if (!item.message && !item.status && !item.error) {
        isNotice ||= !item.number;
        changes.set(String(index), {
          field: item.field,
          value: { ...metadata(item), ...item.value },
        });
        return;
      }
      const list = item.message ? 'messages' : item.status ? 'statuses' : 'errors';
      const key = `${item.field}|${item.number?.phoneNumberId}|${list}`;
      let change = changes.get(key);
      if (!change) {
        change = { field: item.field, value: { ...metadata(item), [list]: [] } };
        changes.set(key, change);
      }
      (change.value[list] as unknown[]).push(item.message ?? item.status ?? item.error);
      if (item.contact) addContact(change.value, item.contact);
    });
    const entry = {
      id: this.settings.wabaId,
      ...(isNotice ? { time: Math.floor(this.clock.now() / 1000) } : {}),
      changes: [...changes.values()],
    };
    return { object: 'whatsapp_business_account', entry: [entry] };
  }

  private pump(): void {
    while (
      this.inFlight < this.options.concurrency &&
      this.posts.length > 0 &&
      !this.faults.state.webhooks.paused
    )
      void this.post(this.posts.shift()!);
  }

  private async post(post: Post): Promise<void> {
    this.inFlight += 1;
    post.attempts += 1;
    const url = new URL(this.settings.url!);
    const started = performance.now();
    const result = await exchange(this.agent, {
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-hub-signature-256': post.signature,
        'user-agent': 'facebookexternalua',
      },
      body: post.body,
      timeoutMs: this.options.timeoutMs,
    });
    this.inFlight -= 1;
    if (this.closed) return;
    const answer: WebhookAnswer = {
      ...(result.kind === 'answered'
        ? { status: result.status }
        : { error: result.error.code ?? result.error.message }),
      items: post.items,
      attempt: post.attempts,
      tookMs: Math.round(performance.now() - started),
      at: Date.now(),
    };
    this.lastAnswer = answer;
    if (answer.status === 200) this.delivered += post.items;
    else this.again(post);
    this.onAnswer?.(answer);
    this.gather();
    this.pump();
  }

  private again(post: Post): void {
    this.failedPosts += 1;
    this.retrying += 1;
    const wait = post.attempts === 1 ? 0 : this.options.retryMs * 2 ** (post.attempts - 2);
    this.timeline.after(Math.min(wait, this.options.retryCapMs), () => {
      this.retrying = Math.max(0, this.retrying - 1);
      this.posts.push(post);
      this.pump();
    });
  }
}

const metadata = ({ number }: OutgoingItem) =>
  number
    ? {
        messaging_product: 'whatsapp',
        metadata: {
          display_phone_number: number.displayPhoneNumber.replace(/\D/g, ''),
          phone_number_id: number.phoneNumberId,
        },
      }
    : {};

const MAX_SEARCHED_CONTACTS = 50;

function addContact(value: Record<string, unknown>, contact: Record<string, unknown>): void {
  const contacts = (value.contacts ??= []) as Record<string, unknown>[];
  const isSame = (other: Record<string, unknown>) =>
    other.user_id === contact.user_id && other.wa_id === contact.wa_id;
  // Looking at the newest few keeps big batches fast; a repeated contact is harmless.
  if (!contacts.slice(-MAX_SEARCHED_CONTACTS).some(isSame)) contacts.push(contact);
}
