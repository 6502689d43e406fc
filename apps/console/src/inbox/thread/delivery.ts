import type { MessageStatus, ThreadMessage } from './thread-message';

export type TickMark =
  'clock' | 'one' | 'two' | 'blue' | 'played' | 'failed' | 'unknown' | 'dropped';

/** What the tick of an outbound message shows, and what it says to somebody who cannot see it. */
export interface Tick {
  mark: TickMark;
  label: string;
}

const ticks: Record<Exclude<MessageStatus, 'RECEIVED'>, Tick> = {
  QUEUED: { mark: 'clock', label: 'Queued, not sent yet' },
  SENDING: { mark: 'clock', label: 'Sending' },
  UNCONFIRMED: { mark: 'unknown', label: 'Not confirmed by WhatsApp' },
  ACCEPTED: { mark: 'clock', label: 'Taken by WhatsApp, not sent yet' },
  SENT: { mark: 'one', label: 'Sent' },
  DELIVERED: { mark: 'two', label: 'Delivered' },
  READ: { mark: 'blue', label: 'Read' },
  PLAYED: { mark: 'played', label: 'Played' },
  FAILED: { mark: 'failed', label: 'Failed' },
  CANCELLED: { mark: 'dropped', label: 'Dropped, not sent' },
};

/** Whether a message waits for the time that its author chose. */
export const isScheduled = (
  message: Pick<ThreadMessage, 'status'> & Partial<Pick<ThreadMessage, 'scheduledFor'>>,
) => message.status === 'QUEUED' && Boolean(message.scheduledFor);

/** The tick of a message; customers' messages have none. */
export function tickOf(
  message: Pick<ThreadMessage, 'direction' | 'status'> &
    Partial<Pick<ThreadMessage, 'scheduledFor'>>,
): Tick | undefined {
  if (message.direction === 'INBOUND' || message.status === 'RECEIVED') return undefined;
  if (isScheduled(message)) return { mark: 'clock', label: 'To be sent later' };
  return ticks[message.status];
}

const order: readonly MessageStatus[] = [
  'FAILED',
  'UNCONFIRMED',
  'CANCELLED',
  'QUEUED',
  'SENDING',
  'ACCEPTED',
  'SENT',
  'DELIVERED',
  'READ',
  'PLAYED',
];

/** The tick for several messages shown as one: that of the one that got least far. */
export function leastTick(messages: readonly ThreadMessage[]): Tick | undefined {
  const least = [...messages].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status))[0];
  return least && tickOf(least);
}

const statusWords: Record<MessageStatus, string> = {
  RECEIVED: 'Received',
  QUEUED: 'Queued',
  SENDING: 'Sending',
  UNCONFIRMED: 'Not confirmed',
  ACCEPTED: 'Taken by WhatsApp',
  SENT: 'Sent',
  DELIVERED: 'Delivered',
  READ: 'Read',
  PLAYED: 'Played',
  FAILED: 'Failed',
  CANCELLED: 'Dropped',
};

/** The status in the words of the details. */
export const statusWord = (status: MessageStatus): string => statusWords[status];

/** The status times of a message, oldest first: one line per status that has been. */
export function statusLines(message: Pick<ThreadMessage, 'statusTimes'>) {
  return [...message.statusTimes]
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map(({ status, at }) => ({ status, word: statusWords[status], at }));
}

export interface DeliveryProblem {
  tone: 'bad' | 'caution';
  title: string;
  meaning: string;
  action: string;
  /** The word on the button that tries again; none when trying again cannot help. */
  again?: 'Retry' | 'Resend';
  canDrop: boolean;
}

/** What stands beside a message that did not go out, or may not have. */
export function problemOf(message: ThreadMessage): DeliveryProblem | undefined {
  if (message.direction === 'INBOUND') return undefined;
  if (message.status === 'FAILED') {
    const failure = message.failure;
    const code = failure?.code ? ` (code ${failure.code})` : '';
    return {
      tone: 'bad',
      title: `Not delivered${code}`,
      meaning: failure?.meaning ?? 'WhatsApp did not say why.',
      action: failure?.action ?? '',
      ...(failure && !failure.canRetry ? {} : { again: 'Retry' as const }),
      canDrop: false,
    };
  }
  if (message.status === 'UNCONFIRMED') {
    return {
      tone: 'caution',
      title: 'WhatsApp has not confirmed this message',
      meaning:
        'The connection broke while it was being handed over. The customer may or may not have it.',
      action: 'Resend it if the customer has not seen it, or drop it.',
      again: 'Resend',
      canDrop: true,
    };
  }
  return undefined;
}
