import { Injectable, effect, inject, signal, untracked } from '@angular/core';
import { Subject, type Subscription } from 'rxjs';
import { type ConversationChange, LIVE_SOURCE } from './live-source';

export type LiveState = 'connecting' | 'live' | 'reconnecting';

const VERIFY_EVERY_MS = 60_000;
const AGAIN_AFTER_MS = 3_000;
/** The socket is open before the server has taken up the subscription: what falls in between is asked for once more. */
const SETTLE_MS = 1_500;

/**
 * Keeps the screen converging with the database. Pushed changes are applied as they come, in any order and however
 * often; the checkpoint moves only by what `eventsSince` has confirmed to be complete, so a push that was lost, with
 * or without a disconnect, comes in with the next catching up.
 */
@Injectable({ providedIn: 'root' })
export class LiveFeed {
  private readonly source = inject(LIVE_SOURCE);
  private readonly received = new Subject<ConversationChange>();
  private readonly forgotten = new Subject<void>();
  private subscription: Subscription | null = null;
  private timers: ReturnType<typeof setTimeout>[] = [];
  private checkpoint: number | null = null;
  private catching: Promise<void> | null = null;
  private readonly isReached = signal(false);
  private wasLive = false;
  private readonly isStarted = signal(false);

  readonly changes = this.received.asObservable();
  /** The server no longer knows what happened since: everything on the screen must be fetched anew. */
  readonly resets = this.forgotten.asObservable();
  readonly state = signal<LiveState>('connecting');

  constructor() {
    effect(() => {
      const socket = this.source.socket();
      if (!this.isStarted()) return;
      untracked(() => {
        if (socket !== 'open') return;
        void this.catchUp();
        this.later(SETTLE_MS, () => void this.catchUp());
      });
    });
    effect(() => {
      const isLive = this.source.socket() === 'open' && this.isReached();
      this.wasLive ||= isLive;
      this.state.set(isLive ? 'live' : this.wasLive ? 'reconnecting' : 'connecting');
    });
  }

  /** Resolves once there is a checkpoint: what is fetched from then on cannot miss a change. */
  async start(): Promise<void> {
    if (!this.isStarted()) {
      this.isStarted.set(true);
      this.listen();
      this.verify();
      document.addEventListener('visibilitychange', this.onVisible);
    }
    while (this.checkpoint === null && this.isStarted()) {
      await this.catchUp();
      if (this.checkpoint === null) await new Promise((r) => setTimeout(r, AGAIN_AFTER_MS));
    }
  }

  stop(): void {
    this.isStarted.set(false);
    this.subscription?.unsubscribe();
    this.subscription = null;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers = [];
    document.removeEventListener('visibilitychange', this.onVisible);
    this.checkpoint = null;
    this.wasLive = false;
    this.isReached.set(false);
  }

  /** Asks for everything since the checkpoint until there is no more; one at a time. */
  catchUp(): Promise<void> {
    this.catching ??= this.drain()
      .then(
        () => this.isReached.set(true),
        () => {
          this.isReached.set(false);
          this.later(AGAIN_AFTER_MS, () => void this.catchUp());
        },
      )
      .finally(() => (this.catching = null));
    return this.catching;
  }

  private async drain(): Promise<void> {
    let seq: number = this.checkpoint ?? (await this.source.latestSeq());
    this.checkpoint = seq;
    for (;;) {
      const { reset, latestSeq, hasMore, changes } = await this.source.since(seq);
      if (reset) {
        this.checkpoint = latestSeq;
        this.forgotten.next();
        return;
      }
      for (const change of changes) this.received.next(change);
      const last = changes.at(-1)?.seq ?? seq;
      seq = hasMore ? last : Math.max(last, latestSeq);
      this.checkpoint = seq;
      if (!hasMore || changes.length === 0) return;
    }
  }

  private listen(): void {
    const again = () => this.later(AGAIN_AFTER_MS, () => this.listen());
    this.subscription?.unsubscribe();
    this.subscription = this.source.changes().subscribe({
      next: (change) => this.received.next(change),
      error: again,
      complete: again,
    });
  }

  private verify(): void {
    this.later(VERIFY_EVERY_MS, () => {
      void this.catchUp();
      this.verify();
    });
  }

  private readonly onVisible = () => {
    if (!document.hidden) void this.catchUp();
  };

  private later(ms: number, run: () => void): void {
    if (!this.isStarted()) return;
    const timer = setTimeout(() => {
      this.timers = this.timers.filter((other) => other !== timer);
      run();
    }, ms);
    this.timers.push(timer);
  }
}
