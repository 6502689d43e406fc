import type { MessageError } from '../messages/message.entity';
import type { MessageStatus } from '../messages/message-status';

/**
 * Statuses only move up this ladder, so any order of reports ends the same. `failed` stands below `delivered`:
 * what reached the phone did not fail. What a person gave up (`cancelled`) may still prove to have been sent.
 */
const rank: Record<MessageStatus, number> = {
  received: 99,
  queued: 0,
  sending: 1,
  unconfirmed: 2,
  cancelled: 3,
  accepted: 4,
  sent: 5,
  failed: 6,
  delivered: 7,
  read: 8,
  played: 9,
};

/** Whether a message may move from one status to another. */
export const mayMove = (from: MessageStatus, to: MessageStatus): boolean => rank[to] > rank[from];

export interface DeliveryState {
  status: MessageStatus;
  /** ISO times by status. */
  statusTimes: Partial<Record<MessageStatus, string>>;
  error: MessageError | null;
}

export interface DeliveryReport {
  status: MessageStatus;
  at: Date;
  error?: MessageError;
}

/** The state after a report. Every status keeps the time of its first report, also one that comes late. */
export function advanced(state: DeliveryState, report: DeliveryReport): DeliveryState {
  const statusTimes = { [report.status]: report.at.toISOString(), ...state.statusTimes };
  if (!mayMove(state.status, report.status)) return { ...state, statusTimes };
  return {
    status: report.status,
    statusTimes,
    error: report.status === 'failed' ? (report.error ?? null) : null,
  };
}
