import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SendOutcome } from '@datacare/cloud-api';
import type { OutboundContent } from '@datacare/cloud-api/content';
import { GroupCommit, Journal, maskPhone, SweepLoop } from '@datacare/platform';
import { Injectable, Logger } from '@nestjs/common';
import { ChannelClients } from '../channels/channel-clients';
import { ChannelTrouble } from './channel-trouble.service';
import { ClaimService, HORIZON_MS, type ClaimedSend, type Outdated } from './claim.service';
import { FileGone, mayUploadAgain, MediaUpload } from './media-upload.service';
import { Gate } from './gate';
import { mediaReferences } from './outgoing-content';
import { planFor, type Plan } from './outcome-plan';
import { PAIR_BURST } from './pair-pace';
import { SendLane } from './send-lane';
import { sends, sendsUnderWay } from './send-metrics';
import { SettleService, type Postponement, type Settlement } from './settle.service';

/** The fence is committed at least this long before the slot, so that the slot is met. */
const FENCE_LEAD_MS = 8;
/** So long after its fence a send may begin: with a request's 30 seconds it still ends within the lease of 45. */
const FENCE_HOLDS_MS = 10_000;
/** Rows whose slots fall into the same tick are fenced by one statement. */
const FENCE_TICK_MS = 10;
const SWEEP_MS = 500;
const MOST_UNDER_WAY = 256;
const STOP_WITHIN_MS = 25_000;

/**
 * Sends what the outbox holds: claim, fence, post, settle. Many rows are under way at once; each step is one
 * statement for all rows that reach it at the same time.
 */
@Injectable()
export class Sender {
  private readonly logger = new Logger(Sender.name);
  private readonly lanes = new Map<string, SendLane>();
  private readonly work = new Set<Promise<void>>();
  private readonly gate = new Gate(MOST_UNDER_WAY, (inside) => sendsUnderWay.set(inside));
  private isStopping = false;
  private timer?: NodeJS.Timeout;

  private readonly fences = new GroupCommit<ClaimedSend, boolean>(
    (rows) => this.claims.fence(rows),
    {
      maxBatch: 64,
      concurrency: 2,
    },
  );
  private readonly settlements = new GroupCommit<Settlement, void>(
    async (rows) => {
      // Who waits behind a settled message in its thread can go now.
      if (await this.settling.settle(rows)) this.wake();
      return [];
    },
    { maxBatch: 250 },
  );
  private readonly loop = new SweepLoop({
    name: 'messaging.send',
    everyMs: SWEEP_MS,
    run: () => this.look(),
    onError: (error) => this.logger.error('Claiming failed and will be tried again', String(error)),
  });

  constructor(
    private readonly claims: ClaimService,
    private readonly settling: SettleService,
    private readonly trouble: ChannelTrouble,
    private readonly uploads: MediaUpload,
    private readonly clients: ChannelClients,
    private readonly journal: Journal,
  ) {}

  start(): void {
    this.isStopping = false;
    this.loop.start();
  }

  /** There is something to send. */
  wake(): void {
    if (!this.isStopping) this.loop.wake();
  }

  /** Stops claiming at once, gives back what has not begun, and ends what has, for at most 25 seconds. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.loop.stop();
    const patience = new AbortController();
    await Promise.race([
      Promise.allSettled(this.work),
      sleep(STOP_WITHIN_MS, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    patience.abort();
  }

  /** One look at the outbox; true when more can be claimed at once. */
  private async look(): Promise<boolean> {
    if (this.isStopping) return false;
    let again = false;
    let soonest = Number.POSITIVE_INFINITY;
    for (const channelId of await this.claims.dueChannels()) {
      const lane = this.lane(channelId);
      const room = lane.room(performance.now());
      if (room > 0) again = (await this.claim(channelId, lane, room)) || again;
      const wait = Math.max(lane.claimAt - performance.now(), lane.breaker.wait(performance.now()));
      if (wait > 0) soonest = Math.min(soonest, wait);
    }
    if (!again && soonest < SWEEP_MS) this.wakeIn(soonest);
    return again && !this.isStopping;
  }

  private wakeIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.wake(), ms);
  }

  private lane(channelId: string): SendLane {
    let lane = this.lanes.get(channelId);
    if (!lane) this.lanes.set(channelId, (lane = new SendLane(1)));
    return lane;
  }

  /** Claims and sets off; true when the channel could claim more at once. */
  private async claim(channelId: string, lane: SendLane, room: number): Promise<boolean> {
    const from = performance.now();
    // Paid in parts: more than is left of the horizon would leave no slot to pay with.
    const debtMs = Math.min(lane.debt.owedMs, HORIZON_MS / 2);
    const { rows, outdated, hasMore } = await this.claims.claim(channelId, {
      limit: room,
      rate: lane.slowDown.rate(from),
      burst: PAIR_BURST,
      debtMs,
    });
    if (rows.length > 0) lane.debt.paid(debtMs);
    if (rows.length > 0) lane.guard.setLimit(rows[0]!.channel.messagesPerSecond);
    for (const row of rows) this.track(lane, this.send(lane, row, from + row.inMs));
    if (outdated.length > 0) this.track(lane, this.giveUp(outdated));
    lane.hasMore = hasMore;
    if (!hasMore) return false;
    // Half of the horizon is left when the next slots are taken; without any slot somebody else has just taken them.
    const last = rows.at(-1)?.inMs;
    lane.claimAt = last === undefined ? from + 5 : from + last - HORIZON_MS / 2;
    return lane.room(performance.now()) > 0;
  }

  private track(lane: SendLane, task: Promise<void>): void {
    lane.held++;
    const tracked = task
      .catch((error: unknown) =>
        this.logger.error('A message could not be dealt with; its lease will lapse', String(error)),
      )
      .finally(() => {
        lane.held--;
        this.work.delete(tracked);
        if (lane.hasMore && lane.room(performance.now()) > 0) this.wake();
      });
    this.work.add(tracked);
  }

  private async send(lane: SendLane, row: ClaimedSend, startAt: number): Promise<void> {
    await until(Math.floor((startAt - FENCE_LEAD_MS) / FENCE_TICK_MS) * FENCE_TICK_MS);
    const content = await this.prepare(row);
    if (!content) return;
    await this.gate.enter();
    try {
      if (this.isStopping || lane.breaker.allowance(performance.now()) === 0)
        return await this.release(row);
      const fencedAt = performance.now();
      const isOurs = await this.fences.add(row).catch(async (error: unknown) => {
        await this.release(row);
        throw error;
      });
      // The lease had lapsed, or the message was cancelled: it is no longer ours to send.
      if (!isOurs) return;
      await until(startAt);
      for (let wait: number; (wait = lane.guard.wait(performance.now())) > 0;) await sleep(wait);
      // This process stood still meanwhile: others may take the message for doubtful by now, and act on it.
      if (performance.now() - fencedAt > FENCE_HOLDS_MS) return await this.release(row);
      const outcome = await this.post(lane, row, content, startAt);
      await this.conclude(lane, row, planFor(outcome, row));
    } finally {
      this.gate.leave();
    }
  }

  /** The content as Meta takes it; undefined when a file kept the message from going, which is then dealt with. */
  private async prepare(row: ClaimedSend): Promise<OutboundContent | undefined> {
    if (mediaReferences(row.content).length === 0) return row.content;
    const renewal = setInterval(() => void this.claims.renew(row).catch(() => undefined), 10_000);
    try {
      return await this.uploads.resolve(row.channel, row.content);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (mayUploadAgain(error) && row.postponements < 5) {
        const afterMs = 2_000 * 2 ** row.postponements;
        await this.postpone([
          { id: row.id, token: row.token, afterMs, code: null, reason, counts: true },
        ]);
      } else {
        const title =
          error instanceof FileGone ? reason : 'The file could not be brought to WhatsApp.';
        await this.settle({
          id: row.id,
          token: row.token,
          state: 'failed',
          title,
          details: reason,
        });
      }
      return undefined;
    } finally {
      clearInterval(renewal);
    }
  }

  private async post(
    lane: SendLane,
    row: ClaimedSend,
    content: OutboundContent,
    startAt: number,
  ): Promise<SendOutcome> {
    const began = performance.now();
    const start = lane.guard.start(began);
    lane.debt.started(began - startAt);
    const outcome = await this.clients.of(row.channel).send(row.channel.phoneNumberId, {
      ...(row.to ? { to: row.to } : { recipient: row.recipient! }),
      content,
      ...(row.replyToWamid ? { replyToWamid: row.replyToWamid } : {}),
      opaque: row.opaque,
    });
    const ended = performance.now();
    lane.guard.answered(start, ended);
    this.journal.append({
      kind: 'exchange',
      at: new Date(),
      subjectId: row.messageId,
      ...(row.correlationId ? { correlationId: row.correlationId } : {}),
      data: {
        request: {
          kind: content.type,
          to: row.to ? maskPhone(row.to) : 'user id',
          channelId: row.channel.id,
        },
        answer:
          outcome.kind === 'accepted' ? { kind: outcome.kind, wamid: outcome.wamid } : outcome,
        milliseconds: Math.round(ended - began),
      },
    });
    return outcome;
  }

  private async conclude(lane: SendLane, row: ClaimedSend, plan: Plan): Promise<void> {
    const mine = { id: row.id, token: row.token };
    // "Not reached at all" comes as a wait without a code.
    const isSilence = plan.do === 'doubt' || (plan.do === 'wait' && plan.code === null);
    if (!isSilence) lane.breaker.succeeded();
    else if (lane.breaker.failed(performance.now()))
      this.logger.warn(`Channel ${row.channel.id} does not get through to WhatsApp and waits`);
    switch (plan.do) {
      case 'accept':
        lane.slowDown.relax();
        sends.inc({ outcome: 'accepted', code: '' });
        return this.settle({ ...mine, state: 'accepted', wamid: plan.wamid });
      case 'doubt':
        sends.inc({ outcome: 'unconfirmed', code: String(plan.code ?? '') });
        return this.settle({ ...mine, state: 'unconfirmed', code: plan.code, title: plan.reason });
      case 'fail':
        sends.inc({ outcome: 'failed', code: String(plan.error.code) });
        if (plan.optsOut) await this.trouble.optOut(row.contactId, new Date());
        return this.settle({ ...mine, ...plan.error, state: 'failed' });
      case 'pause':
        sends.inc({ outcome: 'paused', code: String(plan.error.code) });
        await this.trouble.pause(row.channel.id, plan.error);
        return this.postpone([
          { ...mine, afterMs: 0, code: plan.error.code, reason: plan.error.title, counts: false },
        ]);
      case 'wait':
        sends.inc({ outcome: 'postponed', code: String(plan.code ?? '') });
        return this.wait(lane, row, plan);
    }
  }

  private async wait(
    lane: SendLane,
    row: ClaimedSend,
    plan: Extract<Plan, { do: 'wait' }>,
  ): Promise<void> {
    const { scope, code, reason } = plan;
    let { afterMs } = plan;
    if (scope === 'pair') await this.trouble.holdPair(row.threadId, afterMs, PAIR_BURST);
    if (scope === 'number' || scope === 'account') {
      afterMs *= lane.slowDown.hear(performance.now());
      await this.trouble.hold(row.channel, scope, afterMs);
    }
    const counts = scope === 'pair' || scope === 'request';
    await this.postpone([
      { id: row.id, token: row.token, afterMs: counts ? afterMs : 0, code, reason, counts },
    ]);
  }

  private async giveUp(outdated: readonly Outdated[]): Promise<void> {
    sends.inc({ outcome: 'failed', code: 'outdated' }, outdated.length);
    await Promise.all(outdated.map((row) => this.settle({ ...row, state: 'failed' })));
  }

  private settle(settlement: Settlement): Promise<void> {
    return this.persist(() => this.settlements.add(settlement));
  }

  private postpone(rows: readonly Postponement[]): Promise<void> {
    return this.persist(() => this.settling.postpone(rows));
  }

  private release(row: ClaimedSend): Promise<void> {
    return this.persist(() => this.claims.release([row]));
  }

  /** A database that is away for a few seconds must not turn a known outcome into an unknown one. */
  private async persist(store: () => Promise<void>): Promise<void> {
    for (let pause = 100; ; pause *= 2) {
      try {
        return await store();
      } catch (error) {
        if (pause > 8_000) throw error;
        await sleep(pause);
      }
    }
  }
}

const until = async (at: number): Promise<void> => {
  const wait = at - performance.now();
  if (wait >= 1) await sleep(wait);
};
